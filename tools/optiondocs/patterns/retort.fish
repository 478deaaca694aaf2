# fish completion of retort. Made from the option table.

# The command that was written, if there is one.
function __retort_command
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] @NAMES@
        echo $words[2]
    end
end

# Nothing but the name of the program so far.
function __retort_first
    test (count (commandline -opc)) -eq 1
end

function __retort_serves
    test -z "$(__retort_command)"
end

function __retort_in
    test "$(__retort_command)" = $argv[1]
end

# The first operand of a command comes now.
function __retort_operand
    __retort_in $argv[1]; and test (count (commandline -opc)) -eq 2
end

function __retort_sites
    retort ps 2>/dev/null | tail -n +2 | string replace -r ' .*' ''
end

@LINES@
