import { join } from 'node:path'
import { ensurePackages, ensurePrograms, programPath, root, runNode } from './launch.mjs'

const help = `npm test [-- --no-install] [FILE…]

Runs all tests, or those of some files, a line for each file as it ends; what failed stands at the end.
Packages that are missing are installed from npm, and as root on Debian programs by apt, after saying so.
--no-install installs nothing: what is missing is named.
`
const args = process.argv.slice(2)
if (args.includes('--help')) {
  process.stdout.write(help)
  process.exit(0)
}
const install = !args.includes('--no-install')
const files = args.filter((arg) => arg !== '--no-install')
ensurePackages({ install })
ensurePrograms(
  [
    'redis-server',
    'dovecot',
    process.platform === 'linux' ? 'chromium-headless-shell' : 'chromium',
    'openssl',
    'nginx',
    'caddy',
    ...(process.platform === 'linux' ? ['systemd-analyze'] : []),
    'khal',
    'postgresql',
    'python3-icalendar',
    'python3-gi',
    'gir1.2-ical-3.0',
  ],
  { install },
)
// An alien place, so that nothing passes by luck of the zone or the language.
runNode([join(root, 'bin/test-files.mjs'), ...files], {
  TZ: 'Pacific/Apia',
  LANG: 'fr_FR.UTF-8',
  PATH: programPath,
})
