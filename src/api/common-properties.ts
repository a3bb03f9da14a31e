/**
 * Properties that images have in common, for clouds that describe none. Sources: "Image entity" (Rackspace's documented
 * set), "Standard versus nonstandard images", and the names OpenStack's compute service reads.
 */
import type { Flavour } from '#lib/contract.ts'
import type { PropertyGroup, PropertyMeaning } from './vocabulary.ts'

type Meaning = Omit<PropertyMeaning, 'key'>

const text = (title: string, description: string, ...choices: string[]): Meaning => ({
  title,
  description,
  type: 'string',
  choices,
})
const truth = (title: string, description: string): Meaning => ({ title, description, type: 'boolean', choices: [] })
const whole = (title: string, description: string, minimum: number): Meaning => ({
  title,
  description,
  type: 'integer',
  choices: [],
  minimum,
})

const group = (id: string, title: string, properties: Record<string, Meaning>, description = ''): PropertyGroup => ({
  id,
  title,
  description,
  properties: Object.entries(properties).map(([key, meaning]) => ({ key, ...meaning })),
})

/** The values that the documents give; newer distributions write theirs in lower case too. */
const DISTROS =
  'arch centos debian fedora freebsd gentoo mandrake mandriva mes msdos netbsd netware openbsd opensolaris opensuse rhel sled ubuntu windows'.split(
    ' ',
  )

const SYSTEM = group('system', 'Operating system', {
  os_distro: text('Distribution', 'The operating system’s distribution, in lower case.', ...DISTROS),
  os_version: text('Version', 'The version as its distributor writes it, such as 24.04.'),
  architecture: text(
    'Architecture',
    'The processor the system was built for.',
    'x86_64',
    'aarch64',
    'i686',
    'ppc64le',
    's390x',
  ),
  description: text('Description', 'A sentence about the image for people.'),
})

const BOOT = group('boot', 'Boot', {
  kernel_id: text('Kernel image', 'ID of the image that holds the kernel, where it is apart.'),
  ramdisk_id: text('Ramdisk image', 'ID of the image that holds the ramdisk, where it is apart.'),
})

const RACKSPACE: readonly PropertyGroup[] = [
  SYSTEM,
  group('servers', 'Cloud Servers', {
    vm_mode: text('Virtualization', 'How servers run the image: fully virtualized, or paravirtualized.', 'hvm', 'xen'),
    auto_disk_config: text(
      'Disk configuration',
      'Whether a server may resize the disk when it is built.',
      'True',
      'False',
      'disabled',
    ),
    xenapi_use_agent: text('Guest agent', 'Whether servers expect the agent inside.', 'True', 'False'),
  }),
  BOOT,
]

const OPENSTACK: readonly PropertyGroup[] = [
  SYSTEM,
  group('guest', 'Guest', {
    os_type: text('Type of system', 'Decides on details such as clocks and disk labels.', 'linux', 'windows'),
    os_admin_user: text('Administrator', 'The user that first logs in.'),
    os_require_quiesce: truth('Quiesce', 'Snapshots wait until the file systems are at rest.'),
    hw_qemu_guest_agent: truth('Guest agent', 'The image has the QEMU guest agent inside.'),
  }),
  group('hardware', 'Virtual hardware', {
    hypervisor_type: text(
      'Hypervisor',
      'The hypervisor that the image is for.',
      'qemu',
      'kvm',
      'vmware',
      'hyperv',
      'xen',
    ),
    vm_mode: text('Virtualization', 'How the guest is virtualized.', 'hvm', 'xen', 'uml', 'exe'),
    hw_disk_bus: text('Disk bus', 'How disks are attached.', 'virtio', 'scsi', 'sata', 'ide', 'usb'),
    hw_scsi_model: text('SCSI controller', 'Its model.', 'virtio-scsi', 'lsilogic'),
    hw_vif_model: text('Network card', 'Its model.', 'virtio', 'e1000', 'e1000e', 'rtl8139', 'vmxnet3'),
    hw_machine_type: text('Machine', 'The chipset that is emulated.', 'q35', 'pc', 'virt'),
    hw_firmware_type: text('Firmware', 'What the guest boots with.', 'bios', 'uefi'),
    os_secure_boot: text('Secure boot', 'Whether UEFI checks signatures.', 'required', 'optional', 'disabled'),
    hw_video_model: text('Video card', 'Its model.', 'virtio', 'vga', 'qxl', 'cirrus', 'none'),
    hw_rng_model: text('Random numbers', 'The device that brings them to the guest.', 'virtio'),
    hw_watchdog_action: text(
      'Watchdog',
      'What happens when the guest hangs.',
      'disabled',
      'reset',
      'poweroff',
      'pause',
      'none',
    ),
    hw_cpu_sockets: whole('Sockets', 'Processor sockets the guest sees.', 1),
    hw_cpu_cores: whole('Cores', 'Cores in a socket.', 1),
    hw_cpu_threads: whole('Threads', 'Threads in a core.', 1),
  }),
  BOOT,
]

/** What is known without asking the cloud. */
export const commonProperties = (flavour: Flavour): readonly PropertyGroup[] =>
  flavour === 'rackspace' ? RACKSPACE : OPENSTACK
