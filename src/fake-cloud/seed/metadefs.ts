/**
 * Metadata definitions of the OpenStack demo cloud: the names, keys and values that OpenStack clouds come with, in our
 * own words, and one namespace that the producer's project made for itself.
 */
import type { MetadefNamespace, PropertyDefinition, ResourceType } from '#fake-cloud/core/metadefs.ts'

import { OPENSTACK_PROJECTS } from './identity-openstack.ts'

const IMAGE: ResourceType = { name: 'OS::Glance::Image' }
const FLAVOR: ResourceType = { name: 'OS::Nova::Flavor' }
const AGGREGATE: ResourceType = { name: 'OS::Nova::Aggregate' }
const VOLUME: ResourceType = { name: 'OS::Cinder::Volume', properties_target: 'image' }
/** Hardware keys: `hw_` on images, `hw:` on flavors. */
const HARDWARE: ResourceType[] = [
  { ...IMAGE, prefix: 'hw_' },
  { ...VOLUME, prefix: 'hw_' },
  { ...FLAVOR, prefix: 'hw:' },
]

const text = (title: string, description: string): PropertyDefinition => ({ title, description, type: 'string' })
const choice = (title: string, description: string, values: string[]): PropertyDefinition => ({
  ...text(title, description),
  enum: values,
})
const whole = (title: string, description: string, minimum: number, usual?: number): PropertyDefinition => ({
  title,
  description,
  type: 'integer',
  minimum,
  ...(usual !== undefined && { default: usual }),
})
const truth = (title: string, description: string): PropertyDefinition => ({ title, description, type: 'boolean' })

const namespace = (
  name: string,
  displayName: string,
  description: string,
  resourceTypes: ResourceType[],
  properties: Record<string, PropertyDefinition>,
  more: Partial<MetadefNamespace> = {},
): MetadefNamespace => ({
  namespace: name,
  displayName,
  description,
  visibility: 'public',
  protected: true,
  owner: 'admin',
  resourceTypes,
  properties,
  objects: [],
  tags: [],
  ...more,
})

/** Software catalogs describe products as objects with a version each. */
const software = (
  name: string,
  displayName: string,
  description: string,
  key: string,
  products: string[],
): MetadefNamespace =>
  namespace(
    name,
    displayName,
    description,
    [IMAGE, VOLUME, { name: 'OS::Nova::Server', properties_target: 'metadata' }],
    {},
    {
      objects: products.map((product) => ({
        name: product,
        description: `${product} is installed on the image.`,
        required: [],
        properties: {
          [`sw_${key}_${product.toLowerCase().replaceAll(/\W+/g, '_')}_version`]: text(
            'Version',
            `Version of ${product}.`,
          ),
        },
      })),
    },
  )

const FOR_IMAGES: MetadefNamespace[] = [
  namespace(
    'OS::Compute::CPUPinning',
    'CPU pinning',
    'How virtual processors are tied to those of the host.',
    HARDWARE,
    {
      cpu_policy: choice('CPU policy', 'Whether each virtual processor gets one of the host to itself.', [
        'shared',
        'dedicated',
      ]),
      cpu_thread_policy: choice('CPU thread policy', 'How pinned processors use the threads of a core.', [
        'isolate',
        'prefer',
        'require',
      ]),
    },
  ),
  namespace('OS::Compute::VirtCPUTopology', 'Virtual CPU topology', 'How processors appear to the guest.', HARDWARE, {
    cpu_sockets: whole('Sockets', 'Preferred number of sockets.', 1, 1),
    cpu_cores: whole('Cores', 'Preferred number of cores in a socket.', 1, 1),
    cpu_threads: whole('Threads', 'Preferred number of threads in a core.', 1, 1),
    cpu_max_sockets: whole('Most sockets', 'The guest can use no more sockets than this.', 1),
    cpu_max_cores: whole('Most cores', 'The guest can use no more cores than this.', 1),
    cpu_max_threads: whole('Most threads', 'The guest can use no more threads than this.', 1),
  }),
  namespace(
    'OS::Compute::GuestMemoryBacking',
    'Guest memory backing',
    'Pages that hold the guest’s memory.',
    HARDWARE,
    {
      mem_page_size: text('Page size', 'small, large, any, or a size in KiB.'),
    },
  ),
  namespace('OS::Compute::Watchdog', 'Watchdog', 'What happens to a guest that hangs.', HARDWARE, {
    watchdog_action: choice('Watchdog action', 'What the watchdog device does when the guest stops answering.', [
      'disabled',
      'reset',
      'poweroff',
      'pause',
      'none',
    ]),
  }),
  namespace('OS::Compute::TPM', 'Trusted platform module', 'An emulated TPM for the guest.', HARDWARE, {
    tpm_model: choice('TPM model', 'Model shown to the guest.', ['tpm-tis', 'tpm-crb']),
    tpm_version: choice('TPM version', 'Version of the specification.', ['1.2', '2.0']),
  }),
  namespace('OS::Compute::Libvirt', 'Libvirt driver', 'Options of hosts that run libvirt.', HARDWARE, {
    boot_menu: choice('Boot menu', 'Shows the firmware’s boot menu.', ['true', 'false']),
    serial_port_count: whole('Serial ports', 'How many serial ports the guest gets.', 0),
    mem_encryption: truth('Memory encryption', 'Asks for a host that encrypts the guest’s memory.'),
  }),
  namespace('OS::Compute::LibvirtImage', 'Libvirt image', 'Virtual hardware that an image asks for.', [IMAGE], {
    hw_disk_bus: choice('Disk bus', 'Bus the disks are attached to.', [
      'scsi',
      'virtio',
      'uml',
      'xen',
      'ide',
      'usb',
      'fdc',
      'sata',
    ]),
    hw_cdrom_bus: choice('CD-ROM bus', 'Bus the CD-ROM drives are attached to.', [
      'scsi',
      'virtio',
      'ide',
      'usb',
      'sata',
    ]),
    hw_vif_model: choice('Network card', 'Model of the virtual network card.', [
      'e1000',
      'e1000e',
      'ne2k_pci',
      'pcnet',
      'rtl8139',
      'virtio',
      'vmxnet3',
    ]),
    hw_machine_type: text('Machine type', 'Virtual machine model, for example q35.'),
    hw_firmware_type: choice('Firmware', 'Firmware the guest boots with.', ['bios', 'uefi']),
    hw_scsi_model: choice('SCSI controller', 'Model of the controller; virtio-scsi is needed to discard blocks.', [
      'virtio-scsi',
      'lsilogic',
      'buslogic',
    ]),
    hw_video_model: choice('Video card', 'Model of the virtual video card.', [
      'vga',
      'cirrus',
      'vmvga',
      'xen',
      'qxl',
      'virtio',
      'gop',
      'none',
      'bochs',
    ]),
    hw_video_ram: whole('Video memory', 'MiB; the flavor sets how much is allowed.', 0),
    hw_rng_model: choice('Random numbers', 'Device that feeds the guest’s random numbers.', ['virtio']),
    hw_qemu_guest_agent: choice('Guest agent', 'Whether the image runs the QEMU guest agent.', ['yes', 'no']),
    hw_vif_multiqueue_enabled: truth('Multiqueue', 'One network queue for each processor.'),
    os_command_line: text('Kernel command line', 'Only with a separate kernel and ramdisk.'),
    os_secure_boot: choice('Secure boot', 'Whether the guest boots in secure mode.', [
      'required',
      'disabled',
      'optional',
    ]),
  }),
  namespace(
    'OS::Compute::InstanceData',
    'Instance data',
    'What a server made from the image needs to know.',
    [IMAGE, VOLUME],
    {
      img_config_drive: choice('Config drive', 'Whether the image needs a drive with its metadata.', [
        'optional',
        'mandatory',
      ]),
      os_require_quiesce: truth('Require quiesce', 'Writes must be paused while a snapshot is taken.'),
    },
  ),
  namespace('OS::Compute::Hypervisor', 'Hypervisor', 'Hosts the image runs on.', [IMAGE], {
    hypervisor_type: choice('Hypervisor type', 'Kind of hypervisor needed.', [
      'baremetal',
      'hyperv',
      'kvm',
      'lxc',
      'qemu',
      'uml',
      'vmware',
      'vz',
      'xen',
    ]),
    vm_mode: choice('VM mode', 'How the guest is virtualised.', ['hvm', 'xen', 'uml', 'exe']),
  }),
  namespace('OS::Compute::GuestShutdownBehavior', 'Shutdown', 'How the guest is switched off.', [IMAGE], {
    os_shutdown_timeout: whole('Shutdown timeout', 'Seconds the guest has to shut itself down.', 0, 60),
  }),
  namespace('OS::Compute::VMware', 'VMware driver', 'Options of hosts that run vSphere.', [IMAGE], {
    vmware_adaptertype: choice('Disk adapter', 'Virtual disk controller.', [
      'lsiLogic',
      'lsiLogicsas',
      'paraVirtual',
      'busLogic',
      'ide',
    ]),
    vmware_disktype: choice('Disk type', 'How the disk is laid out.', ['streamOptimized', 'sparse', 'preallocated']),
    vmware_ostype: text('Operating system', 'Guest identifier as vSphere writes it.'),
  }),
  namespace('OS::Compute::XenAPI', 'XenAPI driver', 'Options of hosts that run XenServer.', [IMAGE], {
    os_type: choice('Operating system', 'Kind of operating system.', ['linux', 'windows']),
    auto_disk_config: truth('Automatic disk', 'The root partition is grown to fill the disk at boot.'),
  }),
  namespace('OS::Glance::Signatures', 'Image signature', 'Lets consumers verify who made the image.', [IMAGE], {
    img_signature: text('Signature', 'Signature of the data, base64.'),
    img_signature_certificate_uuid: text('Certificate', 'Key-manager id of the certificate.'),
    img_signature_hash_method: choice('Hash', 'Hash the signature is made over.', [
      'SHA-224',
      'SHA-256',
      'SHA-384',
      'SHA-512',
    ]),
    img_signature_key_type: choice('Key type', 'Kind of key.', ['DSA', 'RSA-PSS', 'ECC-CURVES']),
  }),
  namespace(
    'OS::Cinder::Volumetype',
    'Volume type',
    'Kind of volume made from the image.',
    [{ ...IMAGE, prefix: 'cinder_' }],
    {
      img_volume_type: text('Volume type', 'Name of the volume type.'),
    },
  ),
  software('OS::Software::DBMS', 'Database', 'Databases on the image.', 'database', [
    'MySQL',
    'PostgreSQL',
    'MariaDB',
    'MongoDB',
  ]),
  software('OS::Software::Runtimes', 'Runtime', 'Runtimes on the image.', 'runtime', [
    'Java',
    'PHP',
    'Python',
    'Ruby',
    'Node.js',
  ]),
  software('OS::Software::WebServers', 'Web server', 'Web servers on the image.', 'webserver', [
    'Apache HTTP Server',
    'Nginx',
    'Caddy',
  ]),
  namespace(
    'producer::Release',
    'Release pipeline',
    'Where an image of ours comes from.',
    [{ ...IMAGE, prefix: 'release_' }],
    {
      channel: choice('Channel', 'How far the image has come.', ['nightly', 'candidate', 'stable']),
      build: whole('Build', 'Number of the pipeline run.', 1),
      signed_off: truth('Signed off', 'Somebody has tried it.'),
      reviewers: { title: 'Reviewers', description: 'Who looked at it.', type: 'array', items: { type: 'string' } },
    },
    { visibility: 'private', protected: false, owner: OPENSTACK_PROJECTS.producer, tags: ['pipeline', 'release'] },
  ),
]

/** Not about images; they are there so that a full list has more than one page. */
const FOR_OTHERS: MetadefNamespace[] = (
  [
    ['OS::Compute::Quota', 'Flavor quota', FLAVOR],
    ['OS::Compute::RandomNumberGenerator', 'Random number limits', FLAVOR],
    ['OS::Compute::HostCapabilities', 'Host capabilities', { ...FLAVOR, prefix: 'capabilities:' }],
    ['OS::Compute::VMwareFlavor', 'VMware flavor', FLAVOR],
    ['OS::Compute::VMwareQuotaFlavor', 'VMware quota', FLAVOR],
    ['OS::Compute::AggregateDiskFilter', 'Disk filter', AGGREGATE],
    ['OS::Compute::AggregateIoOpsFilter', 'I/O filter', AGGREGATE],
    ['OS::Compute::AggregateNumInstancesFilter', 'Instance filter', AGGREGATE],
    ['CIM::StorageAllocationSettingData', 'Storage allocation', { ...AGGREGATE, prefix: 'CIM_SASD_' }],
    ['CIM::VirtualSystemSettingData', 'Virtual system', { ...AGGREGATE, prefix: 'CIM_VSSD_' }],
  ] as const
).map(([name, title, type]) =>
  namespace(name, title, `${title}, for flavors and hosts.`, [type], {
    limit: text('Limit', 'As the scheduler reads it.'),
  }),
)

export const METADEFS: readonly MetadefNamespace[] = [...FOR_IMAGES, ...FOR_OTHERS]
