/** The object browser by itself: where the result of an export is shown. */
import { ArrowLeft, Download } from 'lucide-react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { objectFileUrl } from '#api/object-store.ts'
import { folderOf } from '#api/object-store-names.ts'
import type { SignedIn } from '#api/session.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { ObjectBrowser, type StoragePlace } from './object-browser.tsx'

export function ObjectsPage({ session, region }: { session: SignedIn; region: string }) {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const container = params.get('container')
  const name = params.get('object')
  const place: StoragePlace = { container, folder: params.get('folder') ?? folderOf(name ?? '') }
  const chosen = container !== null && name !== null ? { container, name } : null
  const go = (next: Record<string, string | null>) => {
    const kept = Object.entries(next).filter((entry): entry is [string, string] => Boolean(entry[1]))
    void navigate({ pathname, search: new URLSearchParams(kept).toString() })
  }
  return (
    <div className="flex max-w-4xl flex-col gap-4 px-6 py-4 max-sm:px-4">
      <PageTitle title="Files" />
      <nav aria-label="Breadcrumb" className="text-xs">
        <TextLink href={paths.transfers(region)} tone="quiet" className="inline-flex items-center gap-1 text-ink-3">
          <ArrowLeft aria-hidden className="size-3.5" />
          Transfers in {region}
        </TextLink>
      </nav>
      <h1 className="text-lg font-semibold">Files in {region}</h1>
      <ObjectBrowser
        session={session}
        region={region}
        place={place}
        onPlace={({ container: next, folder }) => go({ container: next, folder })}
        chosen={chosen}
        onChoose={(object) => go({ container: object.container, folder: place.folder, object: object.name })}
      />
      {chosen && (
        <div className="flex flex-wrap items-center gap-3">
          <bdi className="font-mono text-xs break-all">{chosen.name}</bdi>
          <LinkButton href={objectFileUrl(region, chosen)} icon={<Download aria-hidden />} download>
            Download
          </LinkButton>
        </div>
      )}
    </div>
  )
}
