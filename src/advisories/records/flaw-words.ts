/**
 * Each line is a weakness: its CWE number (https://cwe.mitre.org/), and a pattern of the words by which summaries name it. The first line
 * that fits counts, so narrow weaknesses stand before broad ones, and the means of an attack before its effect.
 */
const LINES = String.raw`
1321 pro[tr]otype[ -]?(?:pollut|poison|polluat|polution)|pollut\w* (?:the |of )?(?:object\.)?prototype|pollut\w* (?:\w+ )?["']?object["']? prototype|object prototype attributes|prototype-reserved|pollution protection|__proto__|constructor\.prototype
1333 \bredos\b|regular expressions? (?:denial|dos)|regex(?:p|es)? (?:denial|dos)|regex vulnerab|backtracking|catastrophic(?:ally)? backtrack|(?:inefficient|exponential|polynomial|vulnerable|slow) reg(?:ular )?exp?|reg(?:ular )?exp\w* (?:complexity|backtrack)|quadratic (?:regex|reg(?:ular )?exp)
1336 template injection|\bssti\b
918 \bssrf\b|server[ -]side request forg|request forgery \(ssrf|cloud metadata|reading internal http|private ip|reading of scm urls|redirect to a unix|internal (?:hosts|network|services)
1022 tabna[bp]+ing|noopener|_blank
352 \bcsrf\b|\bcrsf\b|\bxsrf\b|cross[ -]site[ -]request
79 \bxss\b|cross[ -]?site[ -]?script|script injection|html[ -]injection|(?:javascript|markup|event handler|iframe|css) injection|inject\w* (?:arbitrary )?(?:html|javascript|scripts?|markup)|javascript: ur|onerror|executable code in html|html comments|execut\w+ javascript code|content filter|jsonp|\bmxss\b|dom clobber|dom attributes|code in html attributes|html data processor|execute javascript code (?:using|in)
943 no-?sql[ -]?injection|(?:mongo\w*|query|cypher|graphql|filter|search) (?:query )?(?:selector )?injection|(?:operator|aggregation) injection
89 sql[ -]?inject|\bsqli\b|inject\w* (?:arbitrary )?sql
90 ldap injection
1236 (?:csv|formula|spreadsheet) injection
917 expression(?: language)? injection
643 xpath injection
611 \bxxe\b|xml external entit|external entit
776 billion laughs|(?:xml |recursive )?entity expansion|xml bomb
91 xml injection
88 argument injection|inject\w* (?:of )?(?:arguments|flags|options)|(?:option|flag|parameter) injection
78 command[ -]injection|shell injection|(?:os|shell|system|arbitrary) commands?|commands? (?:execution|exec)|inject\w* (?:\w+ )?commands?|shell (?:meta)?characters|shell escap|shell metachar
502 deseriali[sz]|unpickl|pickle|yaml load|marshal\.load|unsafe (?:yaml|load)
444 smuggl|response splitting|desync
113 header[ -]injection|crlf|(?:host|http|email|smtp) header|response header|header values
93 (?:smtp|mail|newline|line[ -]?break|event stream|server-sent events|sse) (?:field )?(?:command )?injection|newline
117 log (?:injection|forging|poisoning)|(?:ansi|terminal|escape) (?:escape )?(?:sequence|code)|terminal (?:injection|escape)
59 symlink|symbolic link|hard ?link|link following
22 (?:path|directory|dir|file|folder)[ -]?traversal|zip[ -]?slip|\.\./|path (?:injection|manipulation|bypass)|outside (?:of )?(?:the )?(?:root|workspace|working|target|intended|project|served|public|allowed|sandbox)|(?:arbitrary|local|remote|any|sensitive|unauthori[sz]ed|system|host) (?:local )?files? (?:\w+ )?(?:read|write|overwrit|access|delet|inclusion|disclos|creat|exfiltrat|download|remov|modif|system|path)|read\w* (?:of )?(?:arbitrary|local|any|host|system|sensitive) files?|(?:write|overwrit|delet|access|serv|includ|load|copy|disclos|download|exfiltrat|open)\w* (?:of |to )?(?:arbitrary|local|any|other|host|system|unintended|sensitive) (?:local )?(?:files?|paths?)\b|files? outside|write outside|extract outside|double dots|files? (?:or directories )?accessible|serve files|server\.fs|arbitrary key read|regain file|binary overwrite|directories always served|path containment|\blfi\b|read\w* (?:of )?arbitrary local|(?:read|reading) (?:of )?(?:\w+ )?(?:local )?files|file (?:disclosure|exfiltration)|arbitrary file
434 (?:unrestricted|arbitrary|dangerous|malicious|unsafe) (?:\w+ )?(?:file )?upload|upload of (?:dangerous|malicious|arbitrary)|file type (?:validation|restriction|check)
693 (?:sandbox|vm|isolat\w+|container|worktree|workspace-only)[ -]?(?:escape|breakout|bypass|guard)|escap\w+ (?:of |from )?(?:the )?(?:sandbox|vm|container|isolate)|break ?out|sandbox(?:ed)? (?:code|restriction|policy|protection|boundary|mode|config)|sandbox
829 downloads? (?:of )?(?:\w+ )?(?:resources?|binary|binaries|files?|executables?|data|code)? ?(?:over|via|through|from|using|with)? ?(?:an )?(?:insecure|unencrypted|http\b)|insecure(?:ly)? download|over (?:plain |insecure |unencrypted )?http\b|dependency confusion|unintended require|outdated (?:static )?dependency|in (?:semver|libwebp) dependency|affected by \w+ cve|workspace config|unpinned|untrusted (?:source|plugin|package|registry|repositor\w+)|malicious (?:plugin|repositor\w+|package|project|workspace|config\w*)
94 (?:remote|arbitrary|local|untrusted|server[ -]side|unsafe|client)?[ -]?code[ -](?:execution|injection|exec|eval\w*)|\brce\b|\brec\b in|(?:execut|inject|evaluat|run)\w* (?:of )?(?:arbitrary|untrusted|malicious|remote|user|attacker)[\w -]{0,30}(?:code|script|javascript|js\b)|\beval\b|eval injection|unsafe eval|arbitrary (?:javascript|code)|executes? (?:arbitrary|untrusted)|code via
427 untrusted search path|search path|dll (?:hijack|inject|load)|path hijack|binary planting|(?:module|library|binary|executable) hijack
426 (?:environment|dotenv|\.env.?|env) (?:\w+ )?(?:override|could load)|could override (?:runtime|the bundled)|environment variables? (?:injection|inherit|override|expansion|leak)
1021 clickjack|ui redress|frame (?:options|injection)
601 open[ -]?redirect|url redirect|redirect\w* (?:to )?(?:untrusted|arbitrary|external|unvalidated|malicious)|unvalidated redirect|(?:protocol-relative|backslash)
384 session fixation
613 session\w* (?:are |is |do |does |not )*(?:not )?(?:expir|invalidat|terminat|revo)|expir\w* session|(?:token|session|password)s? (?:\w+ )?(?:persist|remain\w*|stays?|still) (?:valid|usable|active)|(?:after|upon|on) (?:password (?:change|reset)|logout|log out|revocation|deletion|removal)|not (?:be )?(?:invalidated|revoked|expired|close all)|persist\w* user sessions|sessions survive|deleted session|forced logout|session regeneration|stale (?:session|token|auth|permission)|revo(?:ke|cation)
294 replay|reuse of (?:nonce|token|code|otp)|single[ -]use|reus(?:e|able|ed)
307 brute[ -]?force|rate[ -]?limit|too many (?:login|attempts)|throttl|lockout|login attempts
640 password (?:reset|recovery)|forgot(?:ten)? password|reset (?:token|link|password)
521 weak password|password (?:policy|requirement|complexity|strength)|default password
798 hard-?coded (?:credential|secret|key|password|token|jwt)|default (?:credential|secret|key|jwt)|hard-?coded
916 password hash|bcrypt|hash\w* (?:of )?passwords?|weak hash
338 (?:weak|insecure|insufficient|predictable|bad|poor|low|insecurely|cryptographically)[ -](?:\w+ )?(?:random|entropy|prng|rng|token|nonce|seed|salt|identifiers?|ids?\b|uuid|boundar)|math\.random|predictable|entropy|guessable|insufficiently random|random number seed|nonce
208 timing|side[ -]?channel|constant[ -]time|observable (?:timing |response )?discrepanc
203 user(?:name)?s? enumerat|(?:account|email|username) enumerat|enumerat|oracle|observable
347 signature (?:\w+ )?(?:verif|valid|check|bypass|forg|malleab|wrapping|spoof|strip|confus)|(?:verif|valid|check|forg|bypass)\w* (?:of )?(?:\w+ )?(?:\w+ )?signatures?|(?:signature|hmac|jwt|jws|saml|webhook|dkim|ecdsa|rsa)s? (?:\w+ )?(?:not |improper|missing|insufficient|incorrect|malleab|forg|verif|valid|bypass)|malleab|forgeable|.crit. header|algorithm confusion|\balg\b|unsigned|forge (?:a |valid )?|invalid curve|signature
295 certificate|\btls\b|\bssl\b|hostname verif|man[ -]in[ -]the[ -]middle|\bmitm\b|machine-in-the-middle|stricthostkeychecking|rejectunauthorized|ca validation
327 (?:weak|broken|insecure|risky|insufficient|flawed|improper|incorrect|bad|unsafe) (?:\w+ )?(?:crypto|encrypt|cipher|algorithm|hash|key|mac\b|curve|padding|ecb)|crypto(?:graphic|graphy)?|padding|elliptic|private key|secret key|\baes\b|encrypt|pbkdf2|decryption|\bdes-ecb\b|\bmd5\b|one-way hash|cryptanal|key (?:extraction|recovery|reuse|material)
346 origin (?:validation|check|header|verif|bypass|confus)|cross-?site websocket|websocket hijack|postmessage|\borigin\b|same-origin|dns rebinding
942 \bcors\b|cross[ -]origin
1385 websocket (?:\w+ )?(?:upgrade|connection|handshake)
524 cache[ -](?:poison|decept|confus|collision|key|leak|pollut|control)|cached? (?:response|content|data|across)|cach(?:e|ing) (?:lookup|of)
367 toctou|time[ -]of[ -]check|check[ -]time
362 race condition|\brace\b|concurren
674 uncontrolled recursion|infinite recursion|stack overflow|stack exhaustion|deep(?:ly)?[ -]?nest|unbounded recursion|recursi
835 infinite(?:ly)? loop|endless loop|never terminat|hangs?\b|loop with unreachable
409 decompression bomb|zip[ -]?bomb|data amplification|highly compressed|gzip bomb|decompress|compress\w* data
401 memory leak|release of memory|file descriptor leak|socket leak|leak\w* (?:of )?memory
789 memory (?:exhaust|consum|alloc|usage|growth)|(?:exhaust|consum|excessive|unbounded|uncontrolled|unlimited|large) (?:of )?(?:\w+ )?(?:memory|allocation|buffer)|out[ -]of[ -]memory|\boom\b|unbounded (?:memory|buffer|allocation|growth|cache|body|read)
416 use[ -]after[ -]free
415 double free
125 out[ -]of[ -]bounds? read|read out[ -]of|over-?read|heap oob read|oob read|uninitiali[sz]ed (?:memory|buffer)|(?:memory|buffer) (?:disclosure|exposure|leak)
787 out[ -]of[ -]bounds? (?:\w+ )?(?:access|write|memory|heap|index|array|segment)|oob write|heap (?:buffer )?overflow|heap oob|heap corruption|buffer (?:over|under)flow|memory corruption|overflow in the heap|\bheap\b|segfault|segmentation fault|buffer copy|\boob\b|stack buffer|off-by-one|under-read|bounds check
190 integer (?:over|under)flow|numeric overflow|number overflow|integer truncation
682 incorrect (?:\w+ )?calculation|wrong calculation|miscalculat
476 null (?:pointer|ptr|dereference|byte)|nullptr|undefined dereference|null-?dereference|dereference of null
369 divi(?:de|sion) by (?:zero|0)|float(?:ing)?[ -]point exception|\bfpe\b
617 reachable assertion|assertion|\bcheck[ -]?(?:fail|failure|fails)
843 type confusion|incompatible type
665 improper initiali[sz]ation|double initiali[sz]ation
758 undefined behavior|incorrect behavior order|unhandled case
248 uncaught (?:exception|error)|unhandled (?:exception|error|promise|rejection|'error')|unexpected (?:server )?crash|crash
772 (?:file|socket|connection) (?:descriptor |handle )?(?:exhaust|leak|not closed)
770 (?:allocation|use|consumption) of (?:file descriptors|resources|memory)|without limits|(?:un(?:limited|bounded|controlled|restricted)|excessive|no limit|missing limit|size limit|amplif)|resource (?:consum|exhaust|limit|alloc)|(?:cpu|disk|storage|connection|pool|bandwidth) (?:exhaust|consum)|oversized|exceed\w* (?:configured|the)|size (?:checks?|option)|above configured|pre-allocation|super-linear|unlimited|do not limit|backtrack\w* regular|flood|quadratic|algorithmic complexity|inefficient|exhaust|\bslow
730 lose availability|become unavailable|availability issue|will freeze|soft-lock|shut down|denial[ -]of[ -]?service|denial of$|\bd?dos\b|denial
915 mass[ -]assign|autobinding|(?:modif|overwrit|set|assign)\w* (?:arbitrary|protected|internal|read-?only|restricted) (?:propert|field|attribute|column)|property injection|dynamically-determined|overwriting server-generated
1188 insecure(?:ly)? default|default(?:s)? to|default (?:config|permission|setting|allow|value)|by default|unsafe default
532 (?:log|logs|logged|logging)\b[\w ]{0,40}(?:secret|credential|password|token|sensitive|key)|(?:secret|credential|password|token|sensitive|key)s?\b[\w ]{0,40}(?:log|logs|logged|logging|debug)\b
209 error (?:message|response|output|stack)|stack trace|verbose error
319 clear[ -]?text (?:trans|protocol|http)|plain[ -]?text (?:trans|http|password)|unencrypted|insecure (?:protocol|transport|connection|channel)
312 clear[ -]?text|plain[ -]?text|stor\w+ (?:\w+ )?(?:secret|credential|password|token|key)s?|(?:secret|credential|password|token|key)s? stor
522 (?:leak\w*|expos\w*|disclos\w*|steal\w*|theft|exfiltrat\w*|sends?|sending|forward\w*|reveal\w*|captur\w*|hijack\w*|obtain) (?:of )?(?:\w+ ){0,4}(?:credential|secret|token|password|api key|cookie|authorization|bearer|key)s?|(?:credential|secret|token|password|api[ -]?key|cookie|authorization header|bearer)s? (?:\w+ ){0,3}(?:leak|expos|disclos|theft|exfiltrat|steal|forward|sent|reveal|captur|hijack|harvest)\w*|credential
1004 httponly|cookie (?:\w+ )?(?:flag|attribute|without)|secure flag
639 \bidor\b|insecure direct object|(?:other|another|different) (?:user|tenant|account|organi[sz]ation|workspace|project|customer)s?'?s?|cross[ -](?:tenant|user|account|organi[sz]ation|workspace|project)|horizontal|tenant|ownership|object reference|foreign user|cross-(?:session|conversation|realm)|swap of user
269 privilege[sd]?[ -](?:escalat|elevat)|(?:escalat|elevat)\w* (?:of )?(?:\w+ )?privilege|privilege|(?:become|gain|grant|obtain) (?:\w+ )?(?:admin|root|owner|superuser|operator)|role (?:escalat|assign|manipulat)|admin(?:istrator)? (?:access|takeover|privilege|role)|operator\.admin|superuser|elevat
306 unauthenticated|passwordless|auth hardening|auth inconsistency|auth accepted|missing auth(?:entication)?\b|without auth|lack\w* (?:of )?(?:\w+ )?auth|no auth|unprotected|anonymous|pre-?auth|authless|public(?:ly)? access
287 auth(?:entication|n)? (?:\w+ )?(?:bypass|confusion|weak|flaw|issue|missing|fail|not|logic|can be|can|state|check|vulnerab)|(?:bypass|broken|improper|incorrect|weak|insufficient|circumvent|flawed|invalid|inadequate|skip)\w* (?:of |the |in |an |any )?(?:\w+ )?(?:auth(?:entication|n)?\b|login|2fa|mfa|sso|oauth|password|two-factor)|\b(?:mfa|2fa|otp|totp|two-factor|multi-factor|captcha)\b|authenticat|account (?:takeover|hijack|pre-hijack)|login|impersonat|session (?:hijack|confus|token|cookie|hand|bound|data)|\bpkce\b|oauth|\boidc\b|\bsso\b|\bsaml\b|sign[ -]?in|spoof|identity
912 hidden functionality|undesirable behavior|behavior change|tracking module|compromised|supply chain|malicious (?:npm|version|takeover)|hijacked environment
863 skip configured|sender (?:checks|actions)|before access checks|not applied to|ignored in production|tokenless|trusted entities|over-trusts|binds publicly|fail-open|operator\.write|admin-only|admin-class|could edit any|anyone|did not deny|allow-always|authori[sz]ation|unauthori[sz]ed|access[ -]?control|(?:permission|acl|allow-?list|white-?list|deny-?list|block-?list|blacklist|policy|policies|scope|role|guard|rbac|approval|pairing|allowfrom|owner-only|gating|gate|restriction)s?\b|bypass|access to|can (?:access|read|modify|delete|view|create|edit|update|retrieve|see|list|trigger|invoke|call|change)|allows? (?:\w+ ){0,4}(?:access|read|modif|delet|view|creat|edit|updat|retriev)|read access|insufficient (?:\w+ )?(?:check|protection|control|enforce)|not enforced|enforce
451 (?:ui|visual|address bar|url|homograph|unicode|display|text|icon) (?:spoof|misrepresent|confus|bar)|misrepresent|mislead|homoglyph|bidirectional|phish
200 obtain the hash|without noticing it|redacted data|private post|source code may be stolen|read the response|eavesdrop|visibility|information (?:disclos|leak|expos)|info(?:rmation)? ?(?:disclos|leak)|sensitive (?:\w+ )?(?:information|data|info|content)|(?:data|information|memory|content|source code|code|path|metadata|schema|message|file|ip|email|user|field|query|internal|state)s? (?:leak|disclos|expos|exfiltrat)\w*|(?:leak|disclos|expos|exfiltrat|reveal)\w*|private (?:data|field|content|information|message|file)|privacy|personal|secret|confidential|introspection
1287 handles? (?:_in|.double|url|invalid)|ignore files|charset|content-type|incorrectly (?:parse|identif)|improperly handles? url|protocol extraction|misclassif|hostname|parameter|parser (?:differential|confus|bypass)|parsing|type (?:check|valid|coercion|juggling)|decod|normali[sz]|misinterpret|mishandl|interpret|confus|canonical
116 escap(?:e|ing)|saniti[sz]|encod(?:e|ing)
74 inject
749 dangerous function|arbitrary method|undo functionality|arbitrary android|intent execution
345 integrity|false-positive validity|verifies? nothing|tampering|insufficient fix
20 (?:improper|insufficient|missing|lack of|incorrect|incomplete|inadequate|unvalidated|invalid|weak|no) (?:\w+ )?(?:input|valid|verif|check|handling|restriction|neutrali[sz]|filter|control|limit)|input (?:validation|valid|not)|validat|unchecked|verif(?:y|ication)|malicious (?:input|data|url|file|payload|html|site|website|page)|untrusted|unsafe|insecure
`;

/** Summaries are a line: of a longer one, this many UTF-16 units are read. */
const MAX_SUMMARY = 500;

interface Row {
  readonly cwe: string;
  readonly words: RegExp;
}

function readRows(): Row[] {
  return LINES.trim()
    .split('\n')
    .map((line) => {
      const cut = line.indexOf(' ');
      return { cwe: `CWE-${line.slice(0, cut)}`, words: new RegExp(line.slice(cut + 1)) };
    });
}

let rows: readonly Row[] | undefined;

/** The CWE id of the weakness that a summary names; null if it names none that we know. */
export function flawInWords(summary: string): string | null {
  rows ??= readRows();
  const words = summary.slice(0, MAX_SUMMARY).toLowerCase();
  return rows.find((row) => row.words.test(words))?.cwe ?? null;
}
