import { join } from 'node:path'
import { ensurePackages, ensurePrograms, programPath, root, runNode } from './launch.mjs'

ensurePackages()
ensurePrograms([
  'redis-server',
  'dovecot',
  'chromium',
  'openssl',
  'nginx',
  'caddy',
  ...(process.platform === 'linux' ? ['systemd-analyze'] : []),
  'khal',
  'python3-icalendar',
  'python3-gi',
  'gir1.2-ical-3.0',
])
const files = process.argv.slice(2)
const shown = files.length > 0 ? files : [join(root, 'test/**/*.test.ts')]
// An alien place, so that nothing passes by luck of the zone or the language.
runNode(['--test', '--test-concurrency=2', '--test-timeout=240000', ...shown], {
  TZ: 'Pacific/Apia',
  LANG: 'fr_FR.UTF-8',
  PATH: programPath,
})
