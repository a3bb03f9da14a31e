/** A route whose page can show all regions at once carries this as its `handle`. */
export const spansRegions = { spansRegions: true }
