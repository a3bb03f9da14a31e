/**
 * Whether single letters and signs act as shortcuts. Who dictates, or holds keys down by accident, turns them off
 * (WCAG 2.1.4); keys that act only on what has the focus stay as they are.
 */
import { type Stored, stored } from '#lib/stored.ts'

/** A wish about this browser, whoever signs in. */
export const singleKeys: Stored<boolean> = stored('single-keys:v1', (json) => json !== false)

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]') !== null

/** Whether this press is such a shortcut: nothing is being typed, and no other key is held. */
export const isSingleKey = (event: KeyboardEvent): boolean =>
  singleKeys.get() && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)
