#!/usr/bin/env node
import { join } from 'node:path'
import { earlyEnv, ensurePackages, programEnv, root, superviseNode } from './launch.mjs'

// The demo's mailbox is a package for development.
ensurePackages({ dev: process.argv[2] === 'demo' })
superviseNode([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { ...programEnv, ...earlyEnv() })
