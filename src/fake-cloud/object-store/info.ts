/** What the service says of itself. Source: api §4 `GET {host}/info`. */

export const LIMITS = {
  max_file_size: 5_368_709_122,
  max_meta_name_length: 128,
  max_meta_value_length: 256,
  max_meta_count: 90,
  max_meta_overall_size: 4096,
  max_header_size: 8192,
  max_object_name_length: 1024,
  container_listing_limit: 10_000,
  account_listing_limit: 10_000,
  max_account_name_length: 256,
  max_container_name_length: 256,
} as const

export const MANIFEST_LIMITS = {
  max_manifest_segments: 1000,
  max_manifest_size: 8_388_608,
  min_segment_size: 1,
} as const

export const capabilities = () =>
  Response.json({
    swift: {
      version: '2.30.1',
      strict_cors_mode: true,
      policies: [{ name: 'gold', aliases: 'gold', default: true }],
      allow_account_management: false,
      account_autocreate: true,
      ...LIMITS,
      extra_header_count: 0,
    },
    slo: { ...MANIFEST_LIMITS, yield_frequency: 10, allow_async_delete: false },
  })
