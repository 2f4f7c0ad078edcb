<?php
/**
 * Doubles of WordPress's functions for pages: their text with its blocks and shortcodes, times and numbers.
 *
 * @package Kontor
 */

use Kontor\Bridge\Tests\Site;

class WP_Post {
	// phpcs:ignore WordPress.NamingConventions.ValidVariableName.VariableNotSnakeCase -- WordPress's own name.
	public function __construct( public int $ID, public string $post_type = 'page', public string $post_content = '' ) {}
}

class WP_Block {
	public function __construct( public array $context = array() ) {}
}

function get_queried_object(): ?WP_Post {
	return Site::$now->page;
}
function get_the_ID(): int|false { // phpcs:ignore WordPress.NamingConventions.ValidFunctionName -- WordPress's own name.
	return Site::$now->page->ID ?? false;
}
function wp_is_serving_rest_request(): bool {
	return Site::$now->is_rest;
}
function wp_is_block_theme(): bool {
	return Site::$now->is_block_theme;
}
function wp_doing_ajax(): bool {
	return false;
}

// A page's text is its blocks as JSON, or else text with shortcodes.
function parse_blocks( string $text ): array {
	return json_decode( $text, true ) ?? array();
}
function get_shortcode_regex( array $names ): string {
	return '\[(\[?)(' . implode( '|', $names ) . ')([^\]]*)\]';
}
function shortcode_parse_atts( string $text ): array {
	preg_match_all( '/(\w+)="([^"]*)"/', $text, $found );
	return array_combine( $found[1], $found[2] );
}
function add_shortcode( string $name, callable $callback ): void {
	Site::$now->shortcodes[ $name ] = $callback;
}
function register_block_type( string $name, array $settings ): void {
	Site::$now->blocks[ $name ] = $settings;
}
function get_block_wrapper_attributes(): string {
	return 'class="wp-block-kontor-stock"';
}
function wp_kses_post( string $html ): string {
	return $html;
}

function number_format_i18n( float $number, int $decimals = 0 ): string {
	return number_format( $number, $decimals, '.', ',' );
}
function wp_date( string $format, ?int $at = null ): string {
	return ( new DateTimeImmutable( '@' . ( $at ?? time() ) ) )->setTimezone( wp_timezone() )->format( $format );
}

// Scripts. Whether the plugin's scripts are built makes no difference to the tests.
function wp_register_script( string $name, string|false $url, array $needs = array(), string $version = '', bool $in_footer = false ): bool {
	return true;
}
function wp_set_script_translations( string $name, string $domain, string $folder ): bool {
	return true;
}
function plugins_url( string $path, string $file ): string {
	return "https://shop.example/wp-content/plugins/kontor-bridge/$path";
}
