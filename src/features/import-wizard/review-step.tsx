/** Everything once more, and the same as a command and as a call. */
import { CodeBlock } from '#ui/code-block.tsx'
import { DefinitionList, Fact } from '#ui/definition-list.tsx'
import { copyBody, webDownloadBody } from '#api/transfers-start.ts'
import { type ImportDraft, readProperties, readTags, recordFields, uploadWay, wayLabels } from './import-draft.ts'
import type { Import } from './use-import.ts'

const none = <span className="text-ink-3">None</span>

export function ReviewStep({ model, file }: { model: Import; file: File | null }) {
  const { draft, isRackspace, members, canStage, local } = model
  const properties = Object.entries(readProperties(draft.properties).properties)
  return (
    <>
      <DefinitionList label="Review">
        <Fact label="Source">
          <bdi className="break-all">{sourceText(draft, file)}</bdi>
        </Fact>
        {draft.source !== 'store' && (
          <>
            <Fact label="Name">
              <bdi>{draft.name}</bdi>
            </Fact>
            {!isRackspace && (
              <Fact label="Format">
                {draft.diskFormat} in {draft.containerFormat}
                {local.mismatch !== null && <span className="block text-xs text-warn">{local.mismatch}</span>}
              </Fact>
            )}
            <Fact label="Properties">
              {properties.length > 0 ? properties.map(([key, value]) => `${key}=${value}`).join(', ') : none}
            </Fact>
            <Fact label="Tags">{readTags(draft.tags).join(', ') || none}</Fact>
            <Fact label="Shared with">{members.join(', ') || none}</Fact>
            <Fact label="Protected">{draft.isProtected ? 'Yes' : 'No'}</Fact>
          </>
        )}
        {draft.source === 'file' && canStage && <Fact label="How it gets there">{wayLabels[uploadWay(draft)]}</Fact>}
        {draft.stores.length > 0 && <Fact label="Stores">{draft.stores.join(', ')}</Fact>}
      </DefinitionList>
      {draft.source !== 'file' && <CodeBlock label="As curl" value={curlOf(draft, members.length > 0)} />}
    </>
  )
}

const sourceText = (draft: ImportDraft, file: File | null) =>
  ({ object: draft.object, file: file?.name ?? '', url: draft.url, store: draft.imageId })[draft.source ?? 'file']

/** A text that no shell reads anything into. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

const post = (path: string, body: unknown) =>
  [
    `curl -X POST "$IMAGE_ENDPOINT/v2${path}"`,
    '  -H "X-Auth-Token: $OS_TOKEN" -H "Accept: application/json" -H "Content-Type: application/json"',
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n')

function curlOf(draft: ImportDraft, hasMembers: boolean): string {
  if (draft.source === 'object') {
    const input = { image_properties: { name: draft.name.trim() }, import_from: draft.object }
    return post('/tasks', { type: 'import', input })
  }
  if (draft.source === 'store') return post(`/images/${draft.imageId}/import`, copyBody(draft.stores))
  const record = post('/images', recordFields(draft, hasMembers))
  return `${record}\n\n${post('/images/$IMAGE_ID/import', webDownloadBody(draft.url, draft.stores))}`
}
