<?php
/**
 * Double of PHP's `function_exists`, for the part of the plugin that looks for an extension.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Tests\Site;

function function_exists( string $name ): bool {
	return 'curl_exec' === $name ? Site::$now->has_curl : \function_exists( $name );
}
