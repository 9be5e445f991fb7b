import { ensurePackages, runNode } from './launch.mjs'

ensurePackages()
runNode(process.argv.slice(2))
