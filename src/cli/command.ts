/** A command: its name, what `--help` shows, and what it does; it resolves with the exit code. */
export interface Command {
  name: string
  summary: string
  help: string
  run(args: string[]): Promise<number>
}
