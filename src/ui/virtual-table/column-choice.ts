export interface ColumnChoice {
  id: string
  header: string
  isShown: boolean
}

export interface ColumnMenuProps {
  /** All columns there are, shown or not, in the user's order. The row header is not among them: it stays first. */
  columns: readonly ColumnChoice[]
  /** The same columns, in another order or otherwise shown. */
  onChange: (columns: readonly ColumnChoice[]) => void
  /** Offers a column of the user's own: what it shows, and what there is to show. */
  add?: {
    label: string
    placeholder?: string
    suggestions: readonly string[]
    /** Never called with empty text. */
    onAdd: (text: string) => void
  }
  /** Back to the columns and widths that the table came with. */
  onReset: () => void
  /** Is there anything to go back from? */
  isChanged: boolean
}
