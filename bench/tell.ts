/** Notes a figure, at once and in the table at the end. */
export type Tell = (what: string, figure: string) => void
