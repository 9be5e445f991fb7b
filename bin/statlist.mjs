#!/usr/bin/env node
import { join } from 'node:path'
import { earlyEnv, ensurePackages, programEnv, root, superviseNode } from './launch.mjs'

ensurePackages({ dev: false })
superviseNode([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { ...programEnv, ...earlyEnv() })
