/** Where public advisory data comes from by default. */
export const DEFAULT_FEEDS = {
  /** https://google.github.io/osv.dev/data/ */
  osv: 'https://osv-vulnerabilities.storage.googleapis.com/',
  /** https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  /** https://www.first.org/epss/data_stats */
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
} as const;
