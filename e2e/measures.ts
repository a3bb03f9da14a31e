/** What a person waits for in the catalog, measured in the page itself. */
import type { Page } from '@playwright/test'

/** Milliseconds since the page was asked for until the condition holds, seen frame by frame. */
export async function millisecondsUntil(page: Page, condition: 'rows' | 'complete'): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const rows = document.querySelector('[role=table] [role=rowheader]') !== null
      if (!rows) return false
      return (wanted === 'rows' || !document.body.innerText.includes('so far…')) && performance.now()
    },
    condition,
    { polling: 'raf', timeout: 240_000 },
  )
  return Number(await handle.jsonValue())
}

/** Types a text and measures each key from its press to the paint that follows it. @returns milliseconds, ascending */
export async function typingTimes(page: Page, text: string): Promise<number[]> {
  const probe = await page.evaluateHandle(() => {
    const times: number[] = []
    addEventListener('keydown', ({ timeStamp }) =>
      requestAnimationFrame(() => {
        // A message posted in the frame is handled right after its paint.
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => times.push(performance.now() - timeStamp))
        port1.start()
        port2.postMessage(null)
      }),
    )
    return times
  })
  for (const letter of text) await page.keyboard.press(letter)
  await page.waitForFunction(({ times, count }) => times.length >= count, { times: probe, count: text.length })
  return (await probe.jsonValue()).toSorted((a, b) => a - b)
}

/** Milliseconds between frames while something goes on, ascending. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  const probe = await page.evaluateHandle(() => {
    const frames: number[] = []
    let before = performance.now()
    const next = (now: number) => {
      frames.push(now - before)
      before = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    return frames
  })
  await act()
  return (await probe.jsonValue()).toSorted((a, b) => a - b)
}

/** @param times ascending */
export const percentile = (times: readonly number[], part: number) => times[Math.ceil(times.length * part) - 1] ?? 0
