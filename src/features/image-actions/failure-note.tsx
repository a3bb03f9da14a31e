/** Why it did not work, in the dialog that stays open. */
export const FailureNote = ({ text }: { text: string }) => (
  <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 break-words text-bad">
    {text}
  </p>
)
