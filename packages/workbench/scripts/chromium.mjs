import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.mjs'
import { Skip } from './step-runner.mjs'

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How to start the browser of this machine, for playwright. */
export function launchOptions() {
  const asRoot = process.getuid?.() === 0
  return { executablePath: findChromium(), args: [...(asRoot ? ['--no-sandbox'] : []), ...FLAGS] }
}

/** Makes sure that there is a Chromium: on Debian as root it is installed, elsewhere it must be there. */
export async function provideChromium() {
  const found = findChromium()
  if (found !== null) return found
  if (!isDebianAsRoot()) {
    return new Skip('no Chromium was found: install Chromium, Chrome or Edge, or set CHROMIUM_PATH to its program')
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update'], { env })
  await runCommand('apt-get', ['install', '-y', 'chromium'], { env })
  return 'installed with apt-get'
}

function findChromium() {
  const windows = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  )
  const places = [
    process.env.CHROMIUM_PATH,
    ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'].map(
      (name) => `/usr/bin/${name}`,
    ),
    '/snap/bin/chromium',
    ...['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
    ...windows.flatMap((folder) => [
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  ]
  return places.find((place) => place !== undefined && existsSync(place)) ?? null
}

function isDebianAsRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
