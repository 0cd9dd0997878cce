/** The order of names and units for Vietnamese readers: figures by their value, so that 2 stands before 10. Made once, it costs. */
export const { compare: inVietnameseOrder } = new Intl.Collator('vi', { numeric: true });
