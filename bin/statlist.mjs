#!/usr/bin/env node
import { join } from 'node:path'
import { earlyEnv, ensurePackages, root, superviseNode } from './launch.mjs'

ensurePackages()
// UTC: node-cron loses runs at the clock change in any other zone (measured).
superviseNode([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { TZ: 'UTC', ...earlyEnv() })
