import type { Package } from '../../model/index.js';
import type { Sbom } from '../../sbom/index.js';

/** The list that a build puts into a Spring Boot program. https://docs.spring.io/spring-boot/reference/actuator/endpoints.html */
const BUILD_LIST = /(?:^|!\/)META-INF\/sbom\/application\.cdx\.json$/;

/** Packages that Spring Boot's packaging adds after the list was made. */
const ADDED_BY_PACKAGING: ReadonlySet<string> = new Set([
  'org.springframework.boot:spring-boot-jarmode-tools',
  'org.springframework.boot:spring-boot-jarmode-layertools',
]);

/** Whether a file is such a list. */
export function isBuildList(path: string): boolean {
  return BUILD_LIST.test(path);
}

/** The list without a claim that all of it is there: builds also list starters, which hold nothing, and what a server provides. */
export function asBuildList(sbom: Sbom): Sbom {
  return { ...sbom, components: sbom.components.map((each) => ({ ...each, isOptional: true })) };
}

/** The packages that a list should have: those of others in its program. @param path of the list. */
export function packedBeside(path: string, packages: readonly Package[]): readonly Package[] {
  const program = path.replace(BUILD_LIST, '');
  const isInside = (at: string): boolean => program === '' || at.startsWith(`${program}!/`);
  return packages.filter(
    ({ name, origin, locations }) =>
      origin !== 'private' && !ADDED_BY_PACKAGING.has(name) && locations.some((each) => isInside(each.path)),
  );
}
