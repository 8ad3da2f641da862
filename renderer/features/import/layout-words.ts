/** The layouts a clerk can say a sheet is; each has its name in the texts. A saved mapping is chosen by its own name. */
export const layoutKeys = ['dtsen', 'template', 'siak', 'bip-2016', 'bip-ektp', 'bip-2012', 'bip-lutim', 'bdt-2015', 'p3ke', 'siks-ng', 'kpm', 'regsosek', 'opensid-penduduk', 'opensid-bantuan', 'opensid-rtm', 'list'] as const;
