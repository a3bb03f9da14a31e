/** News about sharing in words: one message for each kind, however many there are of it. */
import type { SharingNews } from '#api/sharing-seen.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'

interface Names {
  /** What an account is called; null: nobody has named it. */
  accountNameOf: (id: string) => string | null
  /** Of one's own image, which news of answers do not carry. */
  imageNameOf: (news: SharingNews) => Promise<string>
}

export interface NewsNotice {
  title: string
  detail?: string
  tone: 'info' | 'warn'
  /** Where it can be seen. */
  path: string
}

type Of<Kind extends SharingNews['kind']> = Extract<SharingNews, { kind: Kind }>

export async function newsNotices(news: readonly SharingNews[], names: Names): Promise<NewsNotice[]> {
  const of = <Kind extends SharingNews['kind']>(kind: Kind) => news.filter((one): one is Of<Kind> => one.kind === kind)
  const notices = [offered(of('offered'), names), await answered(of('answered'), names), withdrawn(of('withdrawn'))]
  return notices.filter((notice) => notice !== null)
}

/** The region of all of them, or all regions. */
const regionOf = (news: readonly SharingNews[]) => {
  const regions = new Set(news.map(({ region }) => region))
  return regions.size === 1 ? (news[0]?.region ?? ALL_REGIONS) : ALL_REGIONS
}

function offered(news: readonly Of<'offered'>[], { accountNameOf }: Names): NewsNotice | null {
  const [first, ...others] = news
  if (!first) return null
  if (others.length > 0)
    return { title: `${news.length} new invitations`, tone: 'info', path: paths.invitations(regionOf(news)) }
  const { name, owner, region, imageId } = first
  return {
    title: `New invitation: ${name}`,
    ...(owner !== null && { detail: `Shared by ${accountNameOf(owner) ?? owner}` }),
    tone: 'info',
    path: paths.invitation(region, imageId),
  }
}

async function answered(news: readonly Of<'answered'>[], names: Names): Promise<NewsNotice | null> {
  const [first, ...others] = news
  if (!first) return null
  const count = (answer: 'accepted' | 'rejected') => news.filter((one) => one.answer === answer).length
  if (others.length > 0)
    return {
      title: `${news.length} answers to what you share`,
      detail: `${count('accepted')} accepted, ${count('rejected')} rejected`,
      tone: 'info',
      path: `${paths.sharing(regionOf(news))}?by=status`,
    }
  const { account, answer, region, imageId } = first
  return {
    title: `${names.accountNameOf(account) ?? account} ${answer} ${await names.imageNameOf(first)}`,
    tone: 'info',
    path: paths.image(region, imageId, 'sharing'),
  }
}

function withdrawn(news: readonly Of<'withdrawn'>[]): NewsNotice | null {
  const [first, ...others] = news
  if (!first) return null
  const detail = 'The sharing was taken back, or the image deleted. Servers made from it keep running.'
  if (others.length === 0)
    return {
      title: `${first.name} is no longer shared with you`,
      detail,
      tone: 'warn',
      path: paths.invitation(first.region, first.imageId),
    }
  return {
    title: `${news.length} images are no longer shared with you`,
    detail,
    tone: 'warn',
    path: `${paths.invitations(regionOf(news))}?tab=accepted`,
  }
}
