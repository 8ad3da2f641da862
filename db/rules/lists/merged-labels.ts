/**
 * DTSEN v3/2026 prints some answers as one label for several Regsosek codes (domain reference §2.9). Such an answer has
 * no single code; the codes it covers still tell its class.
 */
export const mergedLabels: Readonly<Record<string, readonly (readonly [label: string, covers: readonly number[]])[]>> = {
  'RSEK.303': [['Keramik/granit/marmer/ubin/tegel/teraso', [1, 2, 4]]],
  'RSEK.305': [['Asbes/seng', [3, 4]]],
  'RSEK.306a': [['Air kemasan/isi ulang', [1, 2]]],
  'RSEK.307b1': [
    ['<= 900 watt', [1, 2]],
    ['> 900 watt', [3, 4, 5]],
  ],
  'RSEK.308': [['Listrik/gas', [1, 2, 3, 4, 5, 6]]],
  'RSEK.310': [['Tanpa tangki septik', [3, 4, 5, 6]]],
};

/** The version name under which an answer with a merged label is kept. */
export const mergedVersion = 'DTSEN-2026';
