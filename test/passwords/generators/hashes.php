<?php
// PHP's own hashes (php-cli), Laravel's (php-illuminate-hashing) and WordPress's phpass (wordpress), from Debian's packages:
// php hashes.php <folder the two packages were unpacked in>
namespace Illuminate\Contracts\Hashing { interface Hasher {} }

namespace {
    $root = $argv[1] . '/usr/share';
    foreach (['AbstractHasher', 'BcryptHasher', 'ArgonHasher', 'Argon2IdHasher'] as $name) {
        require "$root/php/Illuminate/Hashing/$name.php";
    }
    require "$root/wordpress/wp-includes/class-phpass.php";
    require "$root/wordpress/wp-includes/version.php";

    function write_vectors(string $name, string $program, array $makers): void
    {
        $passwords = json_decode(file_get_contents(__DIR__ . '/passwords.json'));
        [$vectors, $refused] = [[], []];
        foreach ($makers as $format => $make) {
            foreach ($passwords as $password) {
                try {
                    $vectors[] = ['format' => $format, 'password' => $password, 'hash' => $make($password)];
                } catch (\Throwable $error) {
                    $refused[] = ['format' => $format, 'password' => $password, 'because' => get_class($error)];
                }
            }
        }
        $content = ['program' => $program, 'command' => 'php hashes.php', 'vectors' => $vectors, 'refused' => $refused];
        $json = json_encode($content, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES);
        file_put_contents(__DIR__ . "/../vectors/$name.json", $json . "\n");
        echo "$name: ", count($vectors), ' vectors, ', count($refused), " refused\n";
    }

    $salt = fn () => substr(strtr(base64_encode(random_bytes(16)), '+=', './'), 0, 16);
    $php = 'PHP ' . PHP_VERSION;
    write_vectors('php', $php, [
        'bcrypt' => fn ($password) => password_hash($password, PASSWORD_BCRYPT, ['cost' => 4]),
        'argon2' => fn ($password) => password_hash($password, PASSWORD_ARGON2ID, ['memory_cost' => 64, 'time_cost' => 1]),
        'sha256-crypt' => fn ($password) => crypt($password, '$5$rounds=1000$' . $salt() . '$'),
        'sha512-crypt' => fn ($password) => crypt($password, '$6$rounds=1000$' . $salt() . '$'),
    ]);
    // crypt() takes a NUL, which password_hash() refuses.
    write_vectors('php-crypt', $php, [
        'bcrypt' => fn ($password) => crypt($password, '$2y$04$' . substr(strtr(base64_encode(random_bytes(18)), '+=', './'), 0, 22)),
    ]);
    $laravel = 'Laravel 8.83.26 (illuminate/hashing) on ' . $php;
    $cheap = ['memory' => 64, 'time' => 1, 'threads' => 1];
    write_vectors('laravel', $laravel, [
        'bcrypt' => fn ($password) => (new Illuminate\Hashing\BcryptHasher(['rounds' => 4]))->make($password),
        'argon2' => fn ($password) => (new Illuminate\Hashing\ArgonHasher($cheap))->make($password),
    ]);
    // What a form sends reaches the hash with backslashes: wp_magic_quotes() adds them.
    write_vectors('wordpress-6.1', "WordPress $wp_version, from a form", [
        'phpass' => fn ($password) => (new PasswordHash(7, true))->HashPassword(addslashes($password)),
    ]);
    write_vectors('wordpress-6.1-cli', "WordPress $wp_version, from the command line", [
        'phpass' => fn ($password) => (new PasswordHash(7, true))->HashPassword($password),
    ]);
}
