import { join } from 'node:path'
import { ensurePackages, ensurePrograms, root, runNode } from './launch.mjs'

ensurePackages()
ensurePrograms(['redis-server', 'dovecot', 'nginx', 'wrk', 'postgresql'])
runNode([join(root, 'bench/bench.ts'), ...process.argv.slice(2)], { TZ: 'UTC' })
