import { join } from 'node:path'
import { ensurePackages, ensurePrograms, programPath, root, runNode } from './launch.mjs'

ensurePackages()
ensurePrograms(['redis-server', 'dovecot', 'libfaketime', 'postgresql'])
runNode([join(root, 'test/fault/run.ts'), ...process.argv.slice(2)], { TZ: 'UTC', PATH: programPath })
