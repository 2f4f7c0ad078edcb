<?php
/**
 * Plugin Name: Kontor Bridge
 * Description: Every order of this shop becomes exactly one document in the office: accounting and order intake.
 * Version: 0.1.0
 * Requires at least: 6.6
 * Requires PHP: 8.1
 * Requires Plugins: woocommerce
 * WC requires at least: 8.2
 * WC tested up to: 10.0
 * Author: Kontor
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: kontor-bridge
 * Domain Path: /languages
 *
 * @package Kontor
 */

defined( 'ABSPATH' ) || exit;
define( 'KONTOR_BRIDGE_FILE', __FILE__ );
require __DIR__ . '/includes/boot.php';
