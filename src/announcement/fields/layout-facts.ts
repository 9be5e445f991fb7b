import type { Field, Speaker } from '../announcement.ts'

/** What the unlabelled lines of a section say by their order and shape. */
export interface Layout {
  title: Field<string> | null
  speakers: Field<Speaker>[]
  location: Field<string> | null
  series: string | null
}
