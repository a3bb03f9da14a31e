import type { SignedIn } from '#api/session.ts'
import { accountWord } from '#lib/account-word.ts'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { type Share, shareName } from './shares.ts'

interface RevokeDialogProps {
  session: SignedIn
  account: string
  /** What the reader calls it. */
  accountName: string | null
  /** Everything shared with it, of every region shown. */
  shares: readonly Share[]
  /** Some regions or images could not be read: what of them is shared with it is not among these. */
  isPartial: boolean
  onClose: () => void
  onRevoke: (shares: readonly Share[]) => void
}

const NAMED = 5

/** Nothing brings the answers back: the account's ID has to be typed. */
export function RevokeDialog({
  session,
  account,
  accountName,
  shares,
  isPartial,
  onClose,
  onRevoke,
}: RevokeDialogProps) {
  const word = accountWord(session.flavour)
  const count = shares.length === 1 ? 'one image' : `${shares.length} images`
  const names = shares.slice(0, NAMED).map(shareName)
  const others = shares.length - names.length
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={`Revoke all that is shared with ${accountName ?? account}?`}
      consequence={
        <>
          <p>
            The {word} can no longer use {count}, neither by list nor by ID. Servers made from them keep running. You
            can share again; every status then starts at pending.
          </p>
          <p className="mt-2 break-words">
            <bdi>{names.join(', ')}</bdi>
            {others > 0 && ` and ${others} more`}
          </p>
          {isPartial && (
            <p className="mt-2 text-warn">
              Not everything could be read. What else is shared with the {word} stays shared: read again first to have
              it all.
            </p>
          )}
        </>
      }
      confirmLabel={`Revoke ${count}`}
      typedName={account}
      onConfirm={() => {
        onRevoke(shares)
        onClose()
      }}
    />
  )
}
