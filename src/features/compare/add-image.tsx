import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ImageRef } from '#api/images.ts'
import type { SignedIn } from '#api/session.ts'
import { no, yes } from '#lib/verdict.ts'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogTrigger } from '#ui/dialog.tsx'
import { TextField } from '#ui/text-field.tsx'
import { MOST_IMAGES } from './compare-url.ts'
import { findImage } from './find-image.ts'

export interface AddImageProps {
  session: SignedIn
  /** In the comparison already. */
  images: readonly ImageRef[]
  onAdd: (ref: ImageRef) => void
}

/** Takes an ID, in whatever form it was copied, and adds the image once it is found. */
export function AddImageForm({ session, images, onAdd, takesFocus = false }: AddImageProps & { takesFocus?: boolean }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [isLooking, setLooking] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (takesFocus) input.current?.focus()
  }, [takesFocus])

  const look = async () => {
    setLooking(true)
    const finding = await findImage({ client, session, text, images })
    setLooking(false)
    if ('problem' in finding) {
      setProblem(finding.problem)
      input.current?.focus()
      return
    }
    setText('')
    onAdd(finding.ref)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isLooking) void look()
  }
  return (
    <form onSubmit={submit} className="flex w-full items-start gap-2 text-start">
      <TextField
        label="Image ID"
        isMono
        value={text}
        onChange={(next) => {
          setText(next)
          setProblem('')
        }}
        error={problem}
        description={problem ? undefined : 'An ID or the address of an image, of any of your regions.'}
        autoComplete="off"
        spellCheck="false"
        inputRef={input}
        className="min-w-0 flex-1"
      />
      {/* In line with the field, which has its label above. */}
      <Button type="submit" variant="primary" isPending={isLooking} className="mt-5.5">
        Add
      </Button>
    </form>
  )
}

/** The same form behind a button. */
export function AddImage({ session, images, onAdd }: AddImageProps) {
  const isFull = images.length >= MOST_IMAGES
  const button = (
    <Button
      icon={<Plus aria-hidden />}
      verdict={isFull ? no('Four images at most can be compared. Remove one first.') : yes}
    >
      Add image
    </Button>
  )
  if (isFull) return button
  return (
    <DialogTrigger>
      {button}
      <Dialog title="Add image">
        {(close) => (
          <AddImageForm
            session={session}
            images={images}
            takesFocus
            onAdd={(ref) => {
              close()
              onAdd(ref)
            }}
          />
        )}
      </Dialog>
    </DialogTrigger>
  )
}
