<?php
/**
 * The end of a request.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

/** Where WordPress would end the process: by `wp_die`, by a nonce that does not hold, or behind a redirect. */
final class Stopped extends \Exception {}
