/** What reports call packages of Conda that are none of PyPI. OSV has no advisories about them: they are no ecosystem of ours. */
export const CONDA = 'Conda';
