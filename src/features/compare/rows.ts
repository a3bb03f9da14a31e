/** The rows of a comparison: one for each key that any of the images has, those that differ apart from the rest. */
import { customProperties, type Viewer } from '#api/image-facts.ts'
import type { Image } from '#api/schemas.ts'
import { baseFields } from './base-fields.ts'
import { isDifferent } from './differences.ts'
import { absent, exactText, type Value, wordsText } from './values.ts'

export interface Row {
  /** The API's name of it; names the row, as base fields and properties share one namespace. */
  key: string
  /** In human words; of a property, its key. */
  label: string
  isProperty: boolean
  /** Values are read letter by letter. */
  isMono: boolean
  /** One by image, in their order; null where the image is not read yet. */
  values: readonly (Value | null)[]
  isDifferent: boolean
}

/** Null stands for an image not read yet. */
type MaybeImage = Image | null

/** @param images in the order of the columns @returns base fields in the order of an image's page, then properties by key */
export const compareRows = (images: readonly MaybeImage[], viewer: Viewer): Row[] => [
  ...baseRows(images, viewer),
  ...propertyRows(images),
]

const makeRow = (row: Omit<Row, 'isDifferent'>): Row => ({ ...row, isDifferent: isDifferent(row.values) })

const baseRows = (images: readonly MaybeImage[], viewer: Viewer): Row[] =>
  baseFields.flatMap(({ key, label, isMono = false, isOptional = false, read }) => {
    const values = images.map((image) => image && read(image, viewer))
    const isNowhere = values.every((value) => value === null || value.type === 'absent')
    return isOptional && isNowhere ? [] : makeRow({ key, label, isProperty: false, isMono, values })
  })

const propertyRows = (images: readonly MaybeImage[]): Row[] => {
  const byImage = images.map(
    (image) => image && new Map(customProperties(image).map(({ key, value }) => [key, value] as const)),
  )
  const keys = new Set(byImage.flatMap((properties) => [...(properties?.keys() ?? [])]))
  const valueOf = (text: string | undefined): Value => (text === undefined ? absent : { type: 'text', text })
  return [...keys].toSorted().map((key) =>
    makeRow({
      key,
      label: key,
      isProperty: true,
      isMono: false,
      values: byImage.map((properties) => properties && valueOf(properties.get(key))),
    }),
  )
}

/** Rows that say the text, in their label, their key or any value; without regard to case. All of them when it is empty. */
export const filterRows = (rows: readonly Row[], text: string): Row[] => {
  const wanted = text.trim().toLowerCase()
  return rows.filter((row) =>
    [row.label, row.key, ...row.values.flatMap((value) => (value ? [wordsText(value), exactText(value)] : []))].some(
      (words) => words.toLowerCase().includes(wanted),
    ),
  )
}

export interface RowGroups {
  different: Row[]
  same: Row[]
}

/** Differences first; in each group the order stays. */
export const groupRows = (rows: readonly Row[]): RowGroups => ({
  different: rows.filter((row) => row.isDifferent),
  same: rows.filter((row) => !row.isDifferent),
})
