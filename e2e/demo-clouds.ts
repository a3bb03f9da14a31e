/** The demo clouds as people know them. Facts of the seed that a journey is about stand in that journey. */
export const rackspace = { name: 'demo-rackspace', label: 'Rackspace demo', region: 'DFW' }
export const openstack = { name: 'demo-openstack', label: 'OpenStack demo', region: 'RegionOne' }
export type DemoCloud = typeof rackspace

export const demoClouds = [rackspace, openstack]

/** The demo's passwords are public, and made by one rule. */
export const passwordOf = (username: string) => `${username}-pw`
