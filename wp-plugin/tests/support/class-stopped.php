<?php
/**
 * The end of a request.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

/** Thrown where WordPress would end the process: by `wp_die`, by a wrong nonce, or after a redirect. */
final class Stopped extends \Exception {}
