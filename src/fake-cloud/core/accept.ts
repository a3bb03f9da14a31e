interface MediaRange {
  type: string
  quality: number
}

function rangesOf(accept: string): MediaRange[] {
  return accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return type === '' ? [] : [{ type: type.toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 }]
  })
}

const isReadable = (accept: string) => accept.split(',').every((part) => part.trim() === '' || part.includes('/'))

function qualityOf(offer: string, ranges: MediaRange[]): number {
  const [family = ''] = offer.split('/')
  // The most specific range that fits decides, whatever its place in the header.
  const fitting = [offer, `${family}/*`, '*/*'].map((type) => ranges.find((range) => range.type === type))
  return fitting.find((range) => range !== undefined)?.quality ?? 0
}

/** The offer an `Accept` header likes best; the earlier offer wins a tie. Undefined when it wants none of them. */
export function preferred<Offer extends string>(accept: string, offers: readonly Offer[]): Offer | undefined {
  // A header that cannot be read counts as if anything would do.
  const ranges = rangesOf(isReadable(accept) ? accept : '*/*')
  const wanted = offers
    .map((offer) => ({ offer, quality: qualityOf(offer, ranges) }))
    .filter(({ quality }) => quality > 0)
  return wanted.toSorted((a, b) => b.quality - a.quality)[0]?.offer
}
