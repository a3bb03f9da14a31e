/**
 * Makes the fixtures of the disk-format tests anew, with real tools: the few kilobytes of each file that a reader could
 * want, and what the tool itself says about the file. As root on Debian:
 *
 *     apt-get install -y --no-install-recommends qemu-utils xorriso fdisk dosfstools e2fsprogs zip zstd xz-utils bzip2
 *     node src/tools/disk-fixtures.mjs
 */
import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { inProject } from './project.mjs'

const KIB = 1024
/** Head, ISO descriptors, both tables of regions and the metadata of a VHDX. The end of each file is added. */
const KEPT = [
  [0, 5 * KIB],
  [32 * KIB, 4 * KIB],
  [192 * KIB, KIB],
  [256 * KIB, KIB],
  [3072 * KIB, KIB],
  [3136 * KIB, KIB],
  [4096 * KIB, KIB],
  [4160 * KIB, KIB],
]
const TAIL = 1536

const folder = mkdtempSync(join(tmpdir(), 'disk-fixtures-'))
const run = (/** @type {string} */ command) =>
  execFileSync('/bin/bash', ['-e', '-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()

/** @type {{ file: string, command: string, format: string, facts?: Record<string, unknown>, asks?: boolean }[]} */
const files = []

/**
 * @param {string} file
 * @param {string} command
 * @param {string} format what the inspection has to call it
 * @param {{ asks?: boolean, facts?: Record<string, unknown> }} [more] asks: qemu-img knows this format, so its word is kept too
 */
const make = (file, command, format, more = {}) => files.push({ file, command, format, ...more })
const qemu = (/** @type {string} */ file, /** @type {string} */ rest, /** @type {string} */ format, facts = {}) =>
  make(file, `qemu-img create -q ${rest.replace('FILE', file)}`, format, { asks: true, facts })

// VHD ("vpc"), of all subformats and sizes around the service's limits.
for (const subformat of ['fixed', 'dynamic']) {
  qemu(`${subformat}-small.vhd`, `-f vpc -o subformat=${subformat} FILE 5M`, 'vhd', { variant: subformat })
  qemu(`${subformat}-exact.vhd`, `-f vpc -o subformat=${subformat},force_size FILE 1G`, 'vhd', { variant: subformat })
  qemu(`${subformat}-40g.vhd`, `-f vpc -o subformat=${subformat},force_size FILE 40G`, 'vhd', { variant: subformat })
  qemu(`${subformat}-41g.vhd`, `-f vpc -o subformat=${subformat},force_size FILE 41G`, 'vhd', { variant: subformat })
}
qemu('dynamic-2040g.vhd', '-f vpc -o subformat=dynamic,force_size FILE 2040G', 'vhd', { variant: 'dynamic' })
make('cut-off.vhd', 'qemu-img create -q -f vpc whole.vhd 1G && head -c 3000 whole.vhd > cut-off.vhd', 'vhd', {
  facts: { variant: 'dynamic', hasFooter: false },
})
make(
  'converted.vhd',
  `head -c 3M /dev/zero > plain && printf 'x' | dd of=plain bs=1 seek=2097152 conv=notrunc status=none && qemu-img convert -O vpc plain converted.vhd`,
  'vhd',
  { asks: true, facts: { variant: 'dynamic' } },
)

// VHDX.
for (const subformat of ['dynamic', 'fixed']) {
  qemu(`${subformat}.vhdx`, `-f vhdx -o subformat=${subformat} FILE 64M`, 'vhdx', { variant: subformat })
}
qemu('large.vhdx', '-f vhdx FILE 1T', 'vhdx', { variant: 'dynamic' })
qemu('blocks.vhdx', '-f vhdx -o block_size=1M,log_size=2M FILE 10G', 'vhdx', { variant: 'dynamic' })

// qcow2 and its forebear.
qemu('v2.qcow2', '-f qcow2 -o compat=0.10 FILE 1G', 'qcow2', { version: 2 })
qemu('v3.qcow2', '-f qcow2 -o compat=1.1 FILE 10G', 'qcow2', { version: 3 })
qemu('large.qcow2', '-f qcow2 FILE 8T', 'qcow2', { version: 3 })
qemu('odd.qcow2', '-f qcow2 FILE 12345856', 'qcow2')
qemu('tiny-clusters.qcow2', '-f qcow2 -o cluster_size=512 FILE 20M', 'qcow2')
qemu('large-clusters.qcow2', '-f qcow2 -o cluster_size=2M FILE 20G', 'qcow2')
qemu('extended-l2.qcow2', '-f qcow2 -o extended_l2=on,cluster_size=128k FILE 2G', 'qcow2')
qemu('lazy.qcow2', '-f qcow2 -o lazy_refcounts=on FILE 2G', 'qcow2')
qemu('refcounts.qcow2', '-f qcow2 -o refcount_bits=1 FILE 2G', 'qcow2')
qemu('preallocated.qcow2', '-f qcow2 -o preallocation=metadata FILE 64M', 'qcow2')
qemu('zstd.qcow2', '-f qcow2 -o compression_type=zstd FILE 2G', 'qcow2', { compression: 'zstd' })
qemu('zlib.qcow2', '-f qcow2 -o compression_type=zlib FILE 2G', 'qcow2', { compression: 'deflate' })
qemu(
  'encrypted.qcow2',
  `--object secret,id=s,data=abc123 -f qcow2 -o encrypt.format=luks,encrypt.key-secret=s,encrypt.iter-time=10 FILE 16M`,
  'qcow2',
  { isEncrypted: true },
)
qemu('data-file.qcow2', '-f qcow2 -o data_file=outside.raw FILE 32M', 'qcow2', { dataFile: 'outside.raw' })
qemu('data-file-raw.qcow2', '-f qcow2 -o data_file=plain-outside.raw,data_file_raw=on FILE 32M', 'qcow2', {
  dataFile: 'plain-outside.raw',
})
qemu('backed.qcow2', '-f qcow2 -F qcow2 -b v3.qcow2 FILE', 'qcow2', { backingFile: 'v3.qcow2' })
qemu('backed-v2.qcow2', '-f qcow2 -o compat=0.10 -F qcow2 -b v2.qcow2 FILE 2G', 'qcow2', { backingFile: 'v2.qcow2' })
make(
  'backed-long.qcow2',
  `qemu-img create -q -u -f qcow2 -F raw -b "/srv/images/${'a-long-folder/'.repeat(60)}base.img" backed-long.qcow2 3G`,
  'qcow2',
  {
    facts: { backingFile: `/srv/images/${'a-long-folder/'.repeat(60)}base.img`, virtualSize: 3 * 2 ** 30 },
  },
)
make(
  'backed-json.qcow2',
  `qemu-img create -q -u -f qcow2 -F raw -b 'json:{"driver":"file","filename":"/etc/hostname"}' backed-json.qcow2 3G`,
  'qcow2',
  {
    facts: { backingFile: 'json:{"driver":"file","filename":"/etc/hostname"}' },
  },
)
make(
  'snapshot.qcow2',
  'qemu-img create -q -f qcow2 snapshot.qcow2 1G && qemu-img snapshot -c one snapshot.qcow2',
  'qcow2',
  { asks: true },
)
make(
  'compressed.qcow2',
  'head -c 3M /dev/urandom > noise && qemu-img convert -c -O qcow2 noise compressed.qcow2',
  'qcow2',
  { asks: true },
)
qemu('old.qcow', '-f qcow FILE 1G', 'foreign', { name: 'qcow 1' })

// VMDK.
for (const subformat of ['monolithicSparse', 'streamOptimized']) {
  qemu(`${subformat}.vmdk`, `-f vmdk -o subformat=${subformat} FILE 1G`, 'vmdk', { variant: subformat })
  make(
    `${subformat}-data.vmdk`,
    `head -c 3M /dev/urandom > noise-${subformat} && qemu-img convert -O vmdk -o subformat=${subformat} noise-${subformat} ${subformat}-data.vmdk`,
    'vmdk',
    { asks: true, facts: { variant: subformat } },
  )
}
qemu('flat.vmdk', '-f vmdk -o subformat=monolithicFlat FILE 1G', 'vmdk', {
  variant: 'monolithicFlat',
  extents: ['flat-flat.vmdk'],
})
qemu('parts-flat.vmdk', '-f vmdk -o subformat=twoGbMaxExtentFlat FILE 5G', 'vmdk', {
  variant: 'twoGbMaxExtentFlat',
  extents: ['parts-flat-f001.vmdk', 'parts-flat-f002.vmdk', 'parts-flat-f003.vmdk'],
})
qemu('parts-sparse.vmdk', '-f vmdk -o subformat=twoGbMaxExtentSparse FILE 3G', 'vmdk', {
  variant: 'twoGbMaxExtentSparse',
  extents: ['parts-sparse-s001.vmdk', 'parts-sparse-s002.vmdk'],
})
make('parts-sparse-s001.vmdk', 'true', 'vmdk', { facts: { variant: '', virtualSize: 2 ** 31 } })
qemu('esx.vmdk', '-f vmdk -o adapter_type=lsilogic,hwversion=10 FILE 2T', 'vmdk', { variant: 'monolithicSparse' })
qemu('backed.vmdk', '-f vmdk -F vmdk -b monolithicSparse.vmdk FILE', 'vmdk', { parent: 'monolithicSparse.vmdk' })

// VDI, QED, Parallels, LUKS.
qemu('dynamic.vdi', '-f vdi FILE 1G', 'vdi', { variant: 'dynamic' })
qemu('static.vdi', '-f vdi -o static=on FILE 16M', 'vdi', { variant: 'fixed' })
qemu('large.vdi', '-f vdi FILE 3T', 'vdi', { variant: 'dynamic' })
qemu('disk.qed', '-f qed FILE 1G', 'foreign', { name: 'QED' })
qemu('disk.parallels', '-f parallels FILE 1G', 'foreign', { name: 'Parallels' })
make(
  'disk.luks',
  'qemu-img create -q --object secret,id=s,data=abc123 -f luks -o key-secret=s,iter-time=10 disk.luks 16M',
  'foreign',
  { facts: { name: 'LUKS' } },
)

// Raw disks and what is on them.
const raw = (/** @type {string} */ file, /** @type {string} */ command, /** @type {unknown} */ content) =>
  make(file, command, 'raw', { facts: { content } })
const table = (/** @type {string} */ file, /** @type {string} */ size, /** @type {string} */ lines) =>
  `truncate -s ${size} ${file} && printf '${lines}' | sfdisk -q ${file}`
raw('zeros.raw', 'truncate -s 10M zeros.raw', null)
raw('sectorless.raw', 'head -c 1000 /dev/zero > sectorless.raw', null)
raw('text.raw', 'printf "hello, this is no disk\\n" > text.raw', null)
raw('noise.raw', 'printf "%200000s" "a text of blanks" > noise.raw', null)
raw('mbr-one.img', table('mbr-one.img', '64M', 'label: dos\\n,,L,*\\n'), { kind: 'mbr', partitions: 1 })
raw('mbr-four.img', table('mbr-four.img', '64M', 'label: dos\\n,8M,L\\n,8M,S\\n,8M,L\\n,,L\\n'), {
  kind: 'mbr',
  partitions: 4,
})
raw('mbr-extended.img', table('mbr-extended.img', '64M', 'label: dos\\n,8M,L\\n,,E\\n,8M,L\\n'), {
  kind: 'mbr',
  partitions: 2,
})
raw('mbr-empty.img', table('mbr-empty.img', '64M', 'label: dos\\n'), null)
raw('gpt-one.img', table('gpt-one.img', '64M', 'label: gpt\\n,,L\\n'), { kind: 'gpt', partitions: 1 })
raw(
  'gpt-three.img',
  table('gpt-three.img', '2G', 'label: gpt\\n,1M,21686148-6449-6E6F-744E-656564454649\\n,100M,U\\n,,L\\n'),
  { kind: 'gpt', partitions: 3 },
)
raw('gpt-empty.img', table('gpt-empty.img', '64M', 'label: gpt\\n'), { kind: 'gpt', partitions: 0 })
raw('ext4.img', 'truncate -s 16M ext4.img && mkfs.ext4 -q ext4.img', { kind: 'file-system', name: 'ext' })
raw('ext2.img', 'truncate -s 4M ext2.img && mke2fs -q -t ext2 ext2.img', { kind: 'file-system', name: 'ext' })
raw('fat16.img', 'truncate -s 16M fat16.img && mkfs.vfat -F 16 fat16.img', { kind: 'file-system', name: 'FAT' })
raw('fat32.img', 'truncate -s 64M fat32.img && mkfs.vfat -F 32 fat32.img', { kind: 'file-system', name: 'FAT' })

// Discs.
const disc = (/** @type {string} */ file, /** @type {string} */ options, isBootable = false, volume = 'CLOUD_INIT') =>
  make(
    file,
    `mkdir -p tree && head -c 4096 /dev/zero > tree/boot.bin && date -u -d @0 > tree/meta-data && xorriso -as mkisofs -quiet -V ${volume} ${options} -o ${file} tree`,
    'iso',
    { facts: { volume, isBootable } },
  )
disc('plain.iso', '')
disc('joliet.iso', '-J -r', false, 'cidata')
disc('bootable.iso', '-b boot.bin -no-emul-boot -boot-load-size 4', true, 'INSTALL')
disc(
  'hybrid.iso',
  '-b boot.bin -no-emul-boot -boot-load-size 4 -partition_offset 16 --mbr-force-bootable',
  true,
  'HYBRID',
)
disc(
  'gpt-hybrid.iso',
  '-b boot.bin -no-emul-boot -boot-load-size 4 -append_partition 2 0xef tree/boot.bin -appended_part_as_gpt',
  true,
  'BOTH',
)

// Packed.
const packed = (/** @type {string} */ file, /** @type {string} */ command, /** @type {string} */ name) =>
  make(file, command, 'packed', { facts: { name } })
packed('disk.raw.gz', 'gzip -kc mbr-one.img > disk.raw.gz', 'gzip')
packed('disk.raw.xz', 'xz -kc mbr-one.img > disk.raw.xz', 'xz')
packed('disk.raw.zst', 'zstd -qc mbr-one.img > disk.raw.zst', 'zstd')
packed('disk.raw.bz2', 'bzip2 -kc mbr-one.img > disk.raw.bz2', 'bzip2')
packed('empty.bz2', 'true > nothing && bzip2 -c nothing > empty.bz2', 'bzip2')
packed('disk.qcow2.gz', 'gzip -kc v3.qcow2 > disk.qcow2.gz', 'gzip')
packed('disk.zip', 'zip -q disk.zip text.raw', 'zip')
packed('disk.tar', 'tar -cf disk.tar text.raw', 'tar')
packed('disk.tar.gz', 'tar -czf disk.tar.gz text.raw', 'gzip')
packed(
  'appliance.ova',
  `printf '<?xml version="1.0"?><Envelope/>' > appliance.ovf && tar --format=ustar -cf appliance.ova appliance.ovf streamOptimized.vmdk`,
  'ova',
)
make('empty.raw', 'true > empty.raw', 'empty')

/** @param {string} file */
const keep = (file) => {
  const handle = openSync(join(folder, file), 'r')
  const { size } = fstatSync(handle)
  const ranges = [...KEPT, [Math.max(0, size - TAIL), TAIL]]
  const pieces = []
  for (const [at = 0, length = 0] of ranges) {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)))
    readSync(handle, bytes, 0, bytes.length, at)
    if (bytes.some((byte) => byte !== 0))
      pieces.push({ at, length: bytes.length, deflated: deflateRawSync(bytes, { level: 9 }).toString('base64') })
  }
  closeSync(handle)
  return { size, pieces }
}

/** What qemu-img says: its word is the measure, not ours. A fixed VHD it takes for a raw disk unless it is told. */
const asked = (/** @type {string} */ file) => {
  const info = JSON.parse(run(`qemu-img info --output=json ${file.endsWith('.vhd') ? '-f vpc' : ''} ${file}`))
  return {
    format: info.format,
    virtualSize: info['virtual-size'],
    ...(info['backing-filename'] && { backingFile: info['backing-filename'] }),
  }
}

try {
  const fixtures = files.map(({ file, command, format, facts = {}, asks }) => {
    run(command)
    return { name: file, command, expected: { format, ...facts }, ...(asks && { qemu: asked(file) }), ...keep(file) }
  })
  const lines = fixtures.map((fixture) => JSON.stringify(fixture)).join(',\n')
  writeFileSync(inProject('src/lib/disk-format/testing/fixtures.json'), `[\n${lines}\n]\n`)
  process.stdout.write(`${fixtures.length} files, ${Math.round(lines.length / KIB)} KB\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
