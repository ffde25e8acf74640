/**
 * The page's only style sheet. The page allows it by its hash and allows nothing else, so a change here needs the new hash
 * below, which the failing test of this file prints.
 */
export const STYLE: string = `
:root{color-scheme:light dark;--page:#f6f6f4;--card:#fff;--ink:#1b1f24;--muted:#59626c;--line:#e4e6e9;--accent:#1d5fc4;--wash:rgba(29,95,196,.08);--other:#75611f;--gain:#0a7350;--fall:#b3322a;--under:rgba(179,50,42,.14);--hover:rgba(29,95,196,.13);--warn:#fff6dd;--warnline:#e5c765;--g:10,130,90;--f:200,60,50}
@media (prefers-color-scheme:dark){:root{--page:#101316;--card:#171b1f;--ink:#e5e8eb;--muted:#9ba5b0;--line:#2a3036;--accent:#74acff;--wash:rgba(116,172,255,.1);--other:#c9b36b;--gain:#4fc78e;--fall:#ff8175;--under:rgba(255,129,117,.16);--hover:rgba(116,172,255,.18);--warn:#2b2512;--warnline:#6b5a1e;--g:60,180,125;--f:240,100,90}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:32px 24px 48px;display:grid;grid-template-columns:minmax(0,1fr);gap:20px}
header h1{margin:0;font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
header p{margin:6px 0 0;color:var(--muted)}
h2{margin:0;font-size:16px;font-weight:620;overflow-wrap:anywhere}
section,figure,aside{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;min-width:0}
.head{margin:0;display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.head div{background:var(--card);padding:14px 16px}
.head dt{color:var(--muted);font-size:13px}
.head dd{margin:2px 0 0;font-size:23px;font-weight:600;letter-spacing:-.01em;white-space:nowrap}
.head small{display:block;font-size:12px;font-weight:400;letter-spacing:0;color:var(--muted)}
.gain{color:var(--gain)}.fall{color:var(--fall)}
.warnings{background:var(--warn);border-color:var(--warnline)}
.warnings ul{margin:6px 0 0;padding-left:20px;overflow-wrap:anywhere}
figcaption{display:flex;flex-wrap:wrap;gap:2px 16px;align-items:baseline;justify-content:space-between;margin-bottom:12px}
.legend{margin:0;display:flex;flex-wrap:wrap;gap:2px 16px;color:var(--muted);font-size:13px;overflow-wrap:anywhere}
.key::before{content:"";display:inline-block;width:16px;margin-right:6px;vertical-align:middle;border-top:2px solid currentColor}
.key.own::before{border-color:var(--accent)}.key.other::before{border-color:var(--other);border-top-style:dashed}
.key.win::before{border-color:var(--gain)}.key.loss::before{border-color:var(--fall);border-top-style:dashed}
.plot{display:grid;grid-template-columns:minmax(0,1fr) 68px;grid-template-rows:auto 24px}
.plot svg{display:block;overflow:visible}
.plot>svg{width:100%;height:100%}
.tall>.area,.tall>.y{height:300px}.low>.area,.low>.y{height:150px}
.plot .x{height:24px}
.plot text{fill:var(--muted);font-size:12px}
.grid{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}
.plot path{vector-effect:non-scaling-stroke}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
.line.own{stroke:var(--accent)}.line.other{stroke:var(--other);stroke-dasharray:5 3;stroke-width:1.4}
.line.under{stroke:var(--fall);stroke-width:1.2}.line.price{stroke:var(--muted);stroke-width:1.1}
.fill{fill:var(--wash);fill-opacity:1;stroke:none}.fill.under{fill:var(--under)}
.base{fill:none;stroke:var(--muted);stroke-width:1;stroke-dasharray:2 4}
circle.under{fill:var(--fall);stroke:var(--card);stroke-width:1.5}
.strips rect{fill:transparent}.strips rect:hover{fill:var(--hover)}
.win{color:var(--gain)}.loss{color:var(--fall)}
.plot g line{stroke:currentColor;stroke-width:1.6}.plot .loss line{stroke-dasharray:4 3}
.plot g path,.plot g circle{fill:currentColor;stroke:var(--card);stroke-width:.8}
.plot g:hover line{stroke-width:3}
.legend .win,.legend .loss{color:inherit}
.scroll{overflow-x:auto;margin:12px -20px 0;padding:0 20px}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 10px;text-align:right;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}
thead th{color:var(--muted);font-size:12.5px}
tbody tr:last-child>*{border-bottom:0}
th:first-child,td:first-child{text-align:left;padding-left:0}
th:last-child,td:last-child{padding-right:0}
.figures{margin-top:8px}
.figures tbody th{white-space:normal;font-weight:550}
.figures td{vertical-align:top;font-weight:550}
.figures small{display:block;max-width:100ch;color:var(--muted);font-size:13px;font-weight:400;line-height:1.45;overflow-wrap:anywhere}
.figures .why{color:var(--other)}
.policies td{white-space:normal;overflow-wrap:anywhere;max-width:40ch}
.trades td:nth-child(-n+4),.trades th:nth-child(-n+4){text-align:left}
.months{font-size:13px}
.months th,.months td{padding:6px 7px;border-bottom:2px solid var(--card);border-left:2px solid var(--card)}
.months .sum{font-weight:600}
.up1{background:rgba(var(--g),.1)}.up2{background:rgba(var(--g),.2)}.up3{background:rgba(var(--g),.3)}.up4{background:rgba(var(--g),.42)}
.down1{background:rgba(var(--f),.1)}.down2{background:rgba(var(--f),.2)}.down3{background:rgba(var(--f),.3)}.down4{background:rgba(var(--f),.42)}
.note,footer{color:var(--muted);font-size:13px;margin:8px 0 0}
@media (max-width:1040px){.head{grid-template-columns:repeat(3,minmax(0,1fr))}}
@media (max-width:600px){main{padding:20px 12px 32px;gap:12px}section,figure,aside{padding:14px}.scroll{margin:12px -14px 0;padding:0 14px}header h1{font-size:23px}.head{grid-template-columns:repeat(2,minmax(0,1fr))}.head dd{font-size:20px}.plot{grid-template-columns:minmax(0,1fr) 58px}.tall>.area,.tall>.y{height:230px}.low>.area,.low>.y{height:120px}.plot .odd{display:none}.plot text{font-size:11px}.figures th,.figures td{padding-left:6px;padding-right:6px}.figures:not(.policies){table-layout:fixed}.figures:not(.policies) :is(td,thead th:not(:first-child)){width:104px}.figures:not(.policies) small{width:calc(100vw - 56px)}}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--muted:#444;--line:#ccc;--accent:#1d5fc4;--wash:rgba(29,95,196,.08);--other:#75611f;--gain:#0a7350;--fall:#b3322a;--under:rgba(179,50,42,.14);--g:10,130,90;--f:200,60,50;--warn:#fff;--warnline:#999}body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0;display:block}main>*{margin-bottom:12px}figure,aside,.head,tr{break-inside:avoid}.scroll{overflow:visible}.trades,.months{font-size:8.5pt}.strips{display:none}h2{break-after:avoid}}
`

/** For a server with a content security policy of its own: `style-src '<this hash>'` is all that a tear sheet needs. */
export const TEAR_SHEET_STYLE_HASH: string = 'sha256-QW5MlgjQ8R8PKt4/DN9SHqBZg9rSWS9LJB9gWna6+5w='
