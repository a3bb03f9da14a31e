import { MapPin } from 'lucide-react'
import { useLocation, useNavigate } from 'react-router'

import { useSession } from '#api/use-session.ts'
import { ALL_REGIONS, paths } from '#lib/paths.ts'
import { Select } from '#ui/select.tsx'

/** Chooses the region, which is the first part of every page's path. */
export function RegionSelect({ region, onChoose }: { region: string; onChoose?: () => void }) {
  const { regions } = useSession()
  const { pathname, search } = useLocation()
  const navigate = useNavigate()

  const choose = (next: string) => {
    onChoose?.()
    // A list keeps its filters. An image exists in one region only, so from its page the way is to the other's list.
    const isList = pathname === paths.images(region)
    void navigate(`${paths.images(next)}${isList ? search : ''}`)
  }

  return (
    <Select
      label="Region"
      isLabelHidden
      look="quiet"
      icon={<MapPin aria-hidden />}
      options={[
        ...(regions.length > 1 ? [{ value: ALL_REGIONS, label: 'All regions' }] : []),
        ...regions.map((name) => ({ value: name, label: name })),
      ]}
      value={region}
      onChange={choose}
    />
  )
}
