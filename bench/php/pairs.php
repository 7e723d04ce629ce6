<?php
// Prints random pairs of versions with the order that Composer gives them, and comparisons with whether they allow a version.
require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\Comparator;
use Composer\Semver\Semver;
use Composer\Semver\VersionParser;

[, $count, $seed] = $argv;
mt_srand((int) $seed);
$words = ['-alpha', '-beta', '-RC', 'b', 'a', '-p', '-pl', '-patch', '.rc', '-stable', '_beta', '-dev', 'rc'];
$pick = fn (array $list) => $list[mt_rand(0, count($list) - 1)];
$number = fn () => $pick(['0', '1', '2', '3', '10', '01', '20']);
$version = function () use ($pick, $number, $words) {
    if (mt_rand(0, 14) === 0) return $pick(['20231201', '2023.12.01', '2023-12-01', '20231201-beta2', '1.x-dev', '2.1.x-dev', '3.*-dev', '12.0-dev']);
    $text = $pick(['', '', 'v']) . implode('.', array_map($number, range(1, mt_rand(1, 4))));
    if (mt_rand(0, 2) === 0) {
        $text .= $pick($words);
        if (mt_rand(0, 1) === 0) $text .= $pick(['', '.', '-']) . $number();
    }
    if (mt_rand(0, 12) === 0) $text .= '-dev';
    return mt_rand(0, 15) === 0 ? $text . '+build.1' : $text;
};
$parser = new VersionParser();
$valid = function () use ($version, $parser) {
    while (true) {
        try {
            $text = $version();
            if (strpos($parser->normalize($text), 'dev-') !== 0) return $text;
        } catch (UnexpectedValueException $e) {
        }
    }
};
for ($i = 0; $i < (int) $count; $i++) {
    [$a, $b] = [$valid(), $valid()];
    [$x, $y] = [$parser->normalize($a), $parser->normalize($b)];
    $order = Comparator::lessThan($x, $y) ? -1 : (Comparator::greaterThan($x, $y) ? 1 : 0);
    echo json_encode(['order', $a, $b, $order]), "\n";
    if (preg_match('/[x*]|dev|\+|stable/i', $a)) continue;
    $sign = $pick(['=', '!=', '>', '>=', '<', '<=']);
    echo json_encode(['range', $sign . $a, $b, Comparator::compare($y, $sign === '=' ? '==' : $sign, $x)]), "\n";
}
