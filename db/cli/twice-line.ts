/** What is said of a package that brought people who are almost surely here already, and how they are decided at once. */
export function twiceLine(one: { readonly package: string; readonly people: number; readonly fromName: string; readonly at: string }): string {
  return `${one.people} orang sepertinya sama dengan yang sudah ada di sini (paket dari ${one.fromName}, ${one.at.slice(0, 10)}); sekaligus: call duplicate.decidePackage {"package":"${one.package}",…}`;
}
