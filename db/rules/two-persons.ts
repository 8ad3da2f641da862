/** The setting that lets one person check what they entered themselves (`off`); anything else asks for two. */
export const twoPersonsSetting = 'check.twoPersons';
