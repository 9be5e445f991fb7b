#!/usr/bin/env node
import { join } from 'node:path'
import { ensurePackages, root, runNode } from './launch.mjs'

ensurePackages()
// UTC: node-cron loses runs at the clock change in any other zone (measured).
runNode([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { TZ: 'UTC' })
