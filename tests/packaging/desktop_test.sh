#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# desktop_test.sh SOURCE: desktop file, metainfo, file type, icon and man page are well formed and agree with each other.
set -u
source=$1
# shellcheck source=tests/packaging/check.sh
. "$(dirname "$0")/check.sh"
desktop=$source/packaging/desktop

same() { [ "$1" = "$2" ] || { echo "'$1' is not '$2'"; return 1; }; }
mime_of() { sed -n "s/.*<mime-type type=\"\([^\"]*\)\".*/\1/p" "$desktop/infoplane-run.xml"; }
version_of() { sed -n 's/^project(infoplane VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt"; }

check "desktop file" desktop-file-validate "$desktop/infoplane.desktop"
check "metainfo" appstreamcli validate --no-net --no-color "$desktop/io.github.infoplane.Infoplane.metainfo.xml"
for file in "$desktop"/*.xml "$source/resources/icons/infoplane.svg"; do
    check "well-formed $file" python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$file"
done
check "the desktop file opens the file type" grep -qx "MimeType=$(mime_of);" "$desktop/infoplane.desktop"
check "the metainfo names the file type" grep -q "<mediatype>$(mime_of)</mediatype>" "$desktop"/*.metainfo.xml
check "the newest release is this version" same \
    "$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$desktop"/*.metainfo.xml | head -n 1)" "$(version_of)"
check "the man page is of this version" grep -q "\"Infoplane $(version_of)\"" "$desktop/infoplane.1"
finish
