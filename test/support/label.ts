/** A label as test/cases/README.md defines it. */
export interface Label {
  kind: string
  accept_kind?: string[]
  timezone?: string
  events: LabelledEvent[]
}

export interface LabelledEvent {
  type: string
  title: string | null
  speakers: { name: string; affiliation: string | null }[]
  start: string
  end: string | null
  timezone?: string
  location: string | null
  online: string | null
  series: string | null
  status: string
  accept?: Record<string, unknown[]>
  optional?: boolean
}
