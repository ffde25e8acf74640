/** Drives the built indicators the way a user does: one instance, one `update` a sample; `batch` over whole columns. */
export async function load(moduleUrl) {
  const m = await import(moduleUrl)
  const one = (make) => (bars, params) => {
    const instance = make(params)
    const { close } = bars
    return (from, to) => {
      let value = NaN
      let sum = 0
      for (let i = from; i < to; i++) {
        value = instance.update(close[i])
        sum += value
      }
      globalThis.__sink = sum
      return value
    }
  }
  return {
    stream: {
      sma: one((p) => m.sma.create({ period: p.period })),
      ema: one((p) => m.ema.create({ period: p.period })),
    },
    batch: {},
    notes: {},
  }
}
