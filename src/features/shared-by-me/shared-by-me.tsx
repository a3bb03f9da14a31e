/** Everything the account shares, in one region or in all: who has it, how they answered, what waits too long. */
import { useQuery } from '@tanstack/react-query'
import { Ban, Download, Send } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { LONGEST_LABEL, useAccountNames } from '#api/account-labels.ts'
import { memberCan } from '#api/capabilities.ts'
import { faultText } from '#api/fault-text.ts'
import type { SignedIn } from '#api/session.ts'
import { type LedgerData, ledgerQuery } from '#api/sharing-ledger.ts'
import { accountWord } from '#lib/account-word.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import { saveFile } from '#lib/save-file.ts'
import { formatCount } from '#lib/units.ts'
import { no } from '#lib/verdict.ts'
import { AccountName } from '#ui/account-name.tsx'
import { Button } from '#ui/button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { EmptyState, ErrorState } from '#ui/state-panel.tsx'
import { useNow } from '#ui/use-now.ts'
import { LedgerSkeleton, LedgerTroubles } from './ledger-notes.tsx'
import type { TableContext } from './ledger-tables.tsx'
import { LedgerToolbar } from './ledger-toolbar.tsx'
import { ledgerSearch, type LedgerView, readLedgerView } from './ledger-url.ts'
import { RevokeResults } from './revoke-results.tsx'
import { sharesCsv } from './shares-csv.ts'
import { isStale, type Share, shareMatches, sharesOf } from './shares.ts'
import { useRevoke } from './use-revoke.ts'

/** Rows come when the first answers are there, a question when somebody asks: neither holds the page up. */
const LedgerTable = lazy(async () => ({ default: (await import('./ledger-tables.tsx')).LedgerTable }))
const RevokeDialog = lazy(async () => ({ default: (await import('./revoke-dialog.tsx')).RevokeDialog }))

interface SharedByMeProps {
  session: SignedIn
  /** One, or all. */
  region: string
}

export function SharedByMe({ session, region }: SharedByMeProps) {
  const { data, error, isFetching, refetch } = useQuery(ledgerQuery(session, region))
  const retry = { onRetry: () => void refetch(), isRetrying: isFetching }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageTitle title="Shared by me" />
      <header className="flex flex-wrap items-baseline gap-x-3 px-4 pt-4 pb-2">
        <h1 className="text-lg font-semibold">Shared by me</h1>
        {data && <Summary data={data} />}
      </header>
      {data && error && (
        <div className="px-4 pb-2">
          <ErrorState look="inline" {...faultText(error, 'What is shared')} requestId={error.requestId} {...retry} />
        </div>
      )}
      {data ? (
        <Ledger session={session} region={region} data={data} isFetching={isFetching} onRefresh={retry.onRetry} />
      ) : error ? (
        <ErrorState {...faultText(error, 'What is shared')} requestId={error.requestId} {...retry} />
      ) : (
        <LedgerSkeleton />
      )}
    </div>
  )
}

const Summary = ({ data: { images } }: { data: LedgerData }) => {
  const shares = images.reduce((sum, { members }) => sum + (members?.length ?? 0), 0)
  const shared = images.filter(({ members }) => members && members.length > 0).length
  return (
    <p className="text-ink-3 tabular-nums">
      {formatCount(shared)} of {formatCount(images.length)} images shared, {formatCount(shares)}{' '}
      {shares === 1 ? 'share' : 'shares'}
    </p>
  )
}

interface LedgerProps extends SharedByMeProps {
  data: LedgerData
  isFetching: boolean
  onRefresh: () => void
}

function Ledger({ session, region, data, isFetching, onRefresh }: LedgerProps) {
  const [params] = useSearchParams()
  const view = readLedgerView(params)
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const setView = (next: Partial<LedgerView>) =>
    void navigate({ pathname, search: ledgerSearch({ ...view, ...next }) }, { replace: true })
  const [q, setQ] = useState('')
  const names = useAccountNames(session)
  const now = useNow(60_000)
  const { results, isRevoking, revoke, clear } = useRevoke(session)
  const [asked, setAsked] = useState<{ account: string; shares: readonly Share[] } | null>(null)

  const { nameOf: accountNameOf } = names
  const nameOf = useCallback((id: string) => accountNameOf(id).name, [accountNameOf])
  const all = useMemo(() => sharesOf(data.images), [data.images])
  const shown = all.filter(
    (share) =>
      (view.account === null || share.member.member_id === view.account) &&
      (!view.isStaleOnly || isStale(share, now)) &&
      shareMatches(share, nameOf(share.member.member_id), q),
  )
  const [first] = all
  const verdict = useMemo(() => {
    // Everywhere is everywhere: what is not known yet would be left out.
    if (!data.complete) return no('Who the images are shared with is still being read.')
    return first ? memberCan.remove(first.image, session) : no('Nothing is shared.')
  }, [data.complete, first, session])
  const viewName = JSON.stringify([session.account.id, region, view])
  const word = accountWord(session.flavour)
  const context = useMemo(
    (): TableContext => ({
      region,
      showsRegion: region === ALL_REGIONS,
      now,
      word,
      nameOf,
      view: viewName,
      verdict,
      onRevoke: (shares, account) => setAsked({ shares, account }),
    }),
    [region, now, word, nameOf, viewName, verdict, setAsked],
  )

  const save = async () => saveFile(await sharesCsv(shown, { region, now: Date.now(), nameOf }))
  return (
    <>
      <LedgerToolbar
        view={view}
        onView={setView}
        q={q}
        onSearch={setQ}
        stale={all.filter((share) => isStale(share, now)).length}
        isFetching={isFetching}
        onRefresh={onRefresh}
        actions={
          <Button
            icon={<Download aria-hidden />}
            verdict={shown.length > 0 ? { ok: true } : no('There is nothing to export.')}
            onPress={() => void save()}
          >
            Export CSV
          </Button>
        }
      />
      <LedgerTroubles data={data} isFetching={isFetching} onRetry={onRefresh} />
      {results.length > 0 && (
        <div className="px-4 pb-3">
          <RevokeResults results={results} isRevoking={isRevoking} onRetry={revoke} onClose={clear} />
        </div>
      )}
      {view.account !== null && (
        <AccountHead
          account={view.account}
          names={names}
          word={word}
          onAll={() => setView({ account: null })}
          revoke={
            <Button
              variant="secondary"
              icon={<Ban aria-hidden />}
              verdict={
                !data.complete || all.some(({ member }) => member.member_id === view.account)
                  ? verdict
                  : no('Nothing is shared with it.')
              }
              onPress={() =>
                setAsked({
                  account: view.account ?? '',
                  shares: all.filter(({ member }) => member.member_id === view.account),
                })
              }
            >
              Revoke everywhere…
            </Button>
          }
        />
      )}
      {shown.length > 0 ? (
        <Suspense fallback={<LedgerSkeleton />}>
          <LedgerTable by={view.by} shown={shown} context={context} />
        </Suspense>
      ) : (
        data.complete && <Nothing isAnythingShared={all.length > 0} region={region} word={word} />
      )}
      {asked && (
        <Suspense fallback={null}>
          <RevokeDialog
            session={session}
            account={asked.account}
            accountName={nameOf(asked.account)}
            shares={asked.shares}
            isPartial={data.failed.length > 0 || data.images.some(({ error }) => error !== null)}
            onClose={() => setAsked(null)}
            onRevoke={revoke}
          />
        </Suspense>
      )}
    </>
  )
}

interface AccountHeadProps {
  account: string
  names: ReturnType<typeof useAccountNames>
  word: string
  onAll: () => void
  revoke: ReactNode
}

/** Whom the list is narrowed to, and what can be done with all of it. */
const AccountHead = ({ account, names, word, onAll, revoke }: AccountHeadProps) => {
  const { name, source } = names.nameOf(account)
  return (
    <section
      aria-label={`Shared with ${name ?? account}`}
      className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2"
    >
      <div className="min-w-0 flex-1">
        <AccountName
          id={account}
          name={name}
          longestName={LONGEST_LABEL}
          onRename={source === 'label' || source === 'none' ? (next) => names.rename(account, next) : undefined}
        />
      </div>
      <Button variant="ghost" onPress={onAll}>
        All {word}s
      </Button>
      {revoke}
    </section>
  )
}

const Nothing = ({ isAnythingShared, region, word }: { isAnythingShared: boolean; region: string; word: string }) =>
  isAnythingShared ? (
    <EmptyState icon={<Send />} title="No share matches" detail="Search for less, or show all of them." />
  ) : (
    <EmptyState
      icon={<Send />}
      title="You share nothing"
      detail={`Open an image of yours and its Sharing tab to offer it to another ${word}.`}
      actions={<LinkButton href={paths.images(region)}>Images</LinkButton>}
    />
  )
