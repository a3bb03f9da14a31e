import { useNavigation } from 'react-router'

/** A thin line along the top while the next page loads. It waits a moment first: most pages are there before it. */
export function NavigationProgress() {
  const { state } = useNavigation()
  if (state === 'idle') return null
  return (
    <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="h-full w-2/5 animate-sweep bg-accent opacity-0 [animation-delay:200ms] [animation-fill-mode:none]" />
    </div>
  )
}
