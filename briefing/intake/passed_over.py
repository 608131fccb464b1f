"""What lies beside articles in a folder and is none: known by its name, so that nobody has to open it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NO_ARTICLES: Final = frozenset(
    f".{ending}"
    for ending in (
        # pictures and drawings
        "3fr ai arw avif bmp cdr cr2 cr3 dng drw dwg dxf emf eps fig gif heic heif icns ico indd jfif jp2 jpe jpeg jpg "
        "jxl kra nef orf pbm pcx pgm png pnm ppm ps psb psd pub qxd raf raw rw2 sketch svg svgz tga tif tiff webp wmf "
        "xcf xd "
        # sound and film, and what is said in them
        "3gp aac aif aiff alac amr ape asf ass au avi cda dsf f4v flac flv m2ts m3u m3u8 m4a m4b m4p m4v mid midi mka "
        "mkv mov mp2 mp3 mp4 mpa mpeg mpg mts mxf oga ogg ogm ogv opus pls ra rm rmvb sbv srt ssa sub swf vob vtt wav "
        "webm wma wmv wv xspf "
        # fonts
        "eot fnt fon otf pfb pfm ttc ttf woff woff2 "
        # programs, and what they are written in
        "a apk app appx asm bash bat bin bundle c cc class cmake cmd cpp crx cs csproj css cxx d dart deb dex dll "
        "dmg dylib ear egg el elf erl exe ex exs f90 fish fs gd go gradle groovy h hpp hs htaccess ipa ipynb iso jar "
        "java jl js jsm jsx kt kts less lib lisp lua m mjs cjs mm msi msp nim nix nupkg o obj pas php3 pl pm po pot "
        "mo proto ps1 psm1 py pyc pyd pyi pyo pyw r rb rlib rpm rs sass scala scm scss sh sln so sql styl svelte swift "
        "tcl tf ts tsx v vb vbs vcxproj vhd vhdl vmdk vue war wasm wat whl wsf xpi zig zsh "
        # settings, and data for programs
        "bib cer cfg cls cnf conf crt csl csr der desktop dtd env geojson gpx har ics ini jks key kml kmz lnk lock log "
        "map p12 p7m p7s pem pfx plist properties reg resx sig srl strings sty tex tmx toml topojson torrent url "
        "vcf webloc webmanifest wsdl xlf xliff xsd xsl xslt yaml yml asc gpg md5 sha1 sha256 sha512 "
        # tables, slides, books and databases
        "accdb avro azw azw3 bdb dat dbf db db3 dif djvu dta epub fdb feather fodp fods gnumeric h5 hdf5 ldb mat mdb "
        "mdf mobi mpp msg npy npz nsf numbers odb odc odf odg odp ods ost pages parquet pickle pkl pot potx pps ppsm "
        "ppsx ppt pptm pptx pst rda rds sas7bdat sav shp shx sqlite sqlite3 sqlitedb vsd vsdx wal wk1 wks xlam xls "
        "xlsb xlsm xlsx xlt xltx xlw "
        # archives that are not looked into
        "7z ace ar arj cab cpio img lha lz lz4 lzh lzma lzo rar rz tar taz tbz tbz2 tgz tlz txz tzst uue vdi xar z zst "
        # what is not there yet, or no more
        "aria2 bak backup crdownload download old opdownload orig part partial rej swo swp temp tmp"
    ).split()
)
"""Endings, in lower case, of files well known to hold no article; a reader that reads one nevertheless wins."""

_OF_PROGRAMS: Final = frozenset(
    {"__macosx", "__pycache__", "node_modules", "$recycle.bin", "system volume information", "@eadir", "lost+found"}
)

# What browsers and office programs call the folder beside a saved page, in their languages.
_ASSETS: Final = (
    "_files .files _file -files -filer -Dateien _Dateien _fichiers _bestanden _archivos _arquivos _ficheiros _pliki "
    "_soubory _tiedostot _elemei _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak"
).split()
_PAGES: Final = (".html", ".htm", ".xhtml", ".shtml", ".HTML", ".HTM")


def is_leftover(name: str) -> bool:
    """Whether a file is a lock, or a copy that an editor keeps, whatever it locks or is a copy of."""
    return name.startswith("~$") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def is_of_programs(folder: Path) -> bool:
    """Whether a folder is one that programs fill for themselves, or holds the pictures and scripts of a saved page."""
    name = folder.name
    if name.lower() in _OF_PROGRAMS:
        return True
    stems = (name.removesuffix(ending) for ending in _ASSETS if name.endswith(ending))
    return any(folder.with_name(stem + page).is_file() for stem in stems if stem for page in _PAGES)


__all__ = ["NO_ARTICLES", "is_leftover", "is_of_programs"]
